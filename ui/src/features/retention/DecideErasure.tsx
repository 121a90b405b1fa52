import { App, Button, Form, Modal, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ErasureRequestView, type RetentionStep } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';
import { ChooseReason } from './ChooseReason';

const denials = ['not-the-person', 'withdrawn', 'duty-to-keep', 'dispute', 'other'];

/** The second of the two people decides. */
export function DecideErasure({ request }: { request: ErasureRequestView }) {
  const { t } = useTranslation('retention');
  const [open, setOpen] = useState<'approve' | 'deny'>();
  const close = () => setOpen(undefined);
  return (
    <Space wrap size={4}>
      {request.status === 'requested' && (
        <Button size="small" danger onClick={() => setOpen('approve')}>
          {t('request.approve')}
        </Button>
      )}
      <Button size="small" onClick={() => setOpen('deny')}>
        {t('request.deny')}
      </Button>
      {open === 'approve' && <Approve request={request} onClose={close} />}
      {open === 'deny' && (
        <ChooseReason
          title={t('request.denyTitle')}
          okText={t('request.deny')}
          words="request.denials"
          reasons={denials}
          path={`/retention/requests/${request.id}/denial`}
          done={t('request.denied')}
          onClose={close}
        />
      )}
    </Space>
  );
}

function Approve({ request, onClose }: { request: ErasureRequestView; onClose: () => void }) {
  const { t } = useTranslation('retention');
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const { submit, busy } = useSubmit(
    form,
    () => api.post<RetentionStep>(`/retention/requests/${request.id}/approval`),
    () => {
      message.success(t('request.erasedDone'));
      onClose();
    },
  );
  return (
    <Modal
      open
      title={t('request.approveTitle', { name: request.personName })}
      okText={t('request.approveOk')}
      okButtonProps={{ danger: true }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <Form form={form} />
      <p>{t('request.approveWhat')}</p>
    </Modal>
  );
}
