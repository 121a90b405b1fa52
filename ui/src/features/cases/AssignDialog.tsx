import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type CaseRow } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { useStaff } from './useStaff';

/** Hands a case to somebody. The act is an entry of the ledger. */
export function AssignDialog({ row, onClose }: { row: CaseRow; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [staffId, setStaffId] = useState<string | undefined>(row.assigneeId ?? undefined);
  const [busy, setBusy] = useState(false);
  const staff = useStaff().filter((one) => one.active && one.roles.some((role) => workers.includes(role)));
  const assign = async () => {
    setBusy(true);
    try {
      await api.post(`/cases/${row.id}/assignment`, { staffId });
      message.success(t('assigned', { name: staff.find((one) => one.id === staffId)?.displayName ?? '' }));
      client.invalidateQueries();
      onClose();
    } catch (error) {
      message.error(problemText(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('assignCase', { reference: row.reference })}
      okText={t('assign')}
      okButtonProps={{ disabled: !staffId || staffId === row.assigneeId }}
      confirmLoading={busy}
      onOk={assign}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t('column.assignee')} htmlFor="assignee">
          <Select
            id="assignee"
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            value={staffId}
            onChange={setStaffId}
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
