import { App, Form, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type CaseRow } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';
import { useStaff } from './useStaff';

/** Hands a case to somebody. The act is an entry of the ledger. */
export function AssignDialog({ row, onClose }: { row: CaseRow; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ staffId?: string }>();
  const staffId = Form.useWatch('staffId', form);
  const staff = useStaff().filter((one) => one.active && one.roles.some((role) => workers.includes(role)));
  const { submit, busy } = useSubmit(
    form,
    (given) => api.post(`/cases/${row.id}/assignment`, given),
    () => {
      message.success(t('assigned', { name: staff.find((one) => one.id === staffId)?.displayName ?? '' }));
      onClose();
    },
  );
  return (
    <Modal
      open
      title={t('assignCase', { reference: row.reference })}
      okText={t('assign')}
      okButtonProps={{ disabled: !staffId || staffId === row.assigneeId }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ staffId: row.assigneeId ?? undefined }}>
        <Form.Item name="staffId" label={t('column.assignee')}>
          <Select
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            options={staff.map((one) => ({
              value: one.id,
              label: one.teamName ? `${one.displayName} · ${one.teamName}` : one.displayName,
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const workers = ['Collector', 'FieldAgent', 'Supervisor'];
