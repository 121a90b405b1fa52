import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type WindowView } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';
import { type Reasoned, ReasonForm } from './ReasonForm';

/** Declares that nobody was contacted before: what it means stands above the reason. */
export function Declare({ days, onClose }: { days: number; onClose: () => void }) {
  const { t } = useTranslation('history');
  const [form] = Form.useForm<Reasoned>();
  const { submit, busy } = useSubmit(form, (given) =>
    api.post<WindowView>('/contacts/window-declaration', { reason: given.reason.trim() }),
  );
  return (
    <Modal
      open
      title={t('declare.title')}
      okText={t('declare.confirm')}
      okButtonProps={{ danger: true }}
      cancelText={t('leave')}
      confirmLoading={busy}
      onOk={async () => {
        if (await submit()) onClose();
      }}
      onCancel={onClose}
    >
      <Alert type="warning" showIcon title={t('declare.means')} className="hs-alert" />
      <ul className="hs-means">
        <li>{t('declare.counters', { days })}</li>
        <li>{t('declare.rather')}</li>
        <li>{t('declare.ledger')}</li>
      </ul>
      <ReasonForm form={form} label={t('declare.reason')} />
    </Modal>
  );
}
