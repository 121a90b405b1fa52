import { Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type StaffStandingView, type StaffView, type StateStaffStandingRequest } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { dateOnly } from '@/lib/time';
import { useSubmit } from '@/ui/useSubmit';
import { DayField, KnownField } from './KnownField';
import { OpenPermits } from './OpenPermits';

type Props = { one: StaffView; standing: StaffStandingView | undefined; onClose: () => void };

/** States when a staff member was last trained, and whose device they use. */
export function StateStaffStanding({ one, standing, onClose }: Props) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<StateStaffStandingRequest>();
  const given = Form.useWatch([], form);
  const { submit, busy } = useSubmit(form, (given) =>
    api.put<StaffStandingView>(`/staff/${one.id}/standing`, given),
  );
  return (
    <Modal
      open
      title={t('standing.of', { name: one.displayName })}
      okText={t('save')}
      cancelText={t('leave')}
      confirmLoading={busy}
      onOk={async () => {
        if (await submit()) onClose();
      }}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ trainedOn: standing?.trainedOn ?? null, ownDevice: standing?.ownDevice ?? null }}
      >
        <DayField name="trainedOn" label={t('standing.trainedOn')} max={dateOnly(serverNow())} />
        <KnownField name="ownDevice" label={t('standing.ownDevice')} />
      </Form>
      <p className="dl-muted">{t('standing.within')}</p>
      {given && <OpenPermits supposed={{ staffId: one.id, staff: given }} />}
    </Modal>
  );
}
