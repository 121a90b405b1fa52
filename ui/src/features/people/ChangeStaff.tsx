import { Button, Form, Modal, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type ChangeStaffRequest, type StaffView } from '@/lib/api';
import { useMe } from '@/lib/session';
import { useSubmit } from '@/ui/useSubmit';
import { StaffFields, type StaffForm } from './StaffFields';

/** Changes name, roles and team, or closes and opens the account. */
export function ChangeStaff({ one, onClose }: { one: StaffView; onClose: () => void }) {
  const { t } = useTranslation('people');
  const me = useMe().staff.id === one.id;
  const [form] = Form.useForm<StaffForm>();
  const change = (request: ChangeStaffRequest) => api.patch<StaffView>(`/staff/${one.id}`, request);
  const { submit, busy } = useSubmit(form, (given) => change({ ...given, teamId: given.teamId ?? '' }));
  const { submit: turn, busy: turning } = useSubmit(form, () => change({ active: !one.active }));
  const then = (act: () => Promise<unknown>) => async () => {
    if (await act()) onClose();
  };
  return (
    <Modal
      open
      title={t('staff.change', { name: one.displayName })}
      onCancel={onClose}
      footer={
        <div className="ppl-foot">
          <Popconfirm
            title={one.active ? t('staff.closeSure') : t('staff.openSure')}
            onConfirm={then(turn)}
            disabled={me}
          >
            <Button danger={one.active} disabled={me} loading={turning} title={me ? t('staff.notOwn') : ''}>
              {one.active ? t('staff.close') : t('staff.open')}
            </Button>
          </Popconfirm>
          <span className="dl-grow" />
          <Button onClick={onClose}>{t('leave')}</Button>
          <Button type="primary" loading={busy} onClick={then(submit)}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ displayName: one.displayName, roles: one.roles, teamId: one.teamId }}
      >
        <StaffFields />
      </Form>
    </Modal>
  );
}
