import { Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type HistoryCheckView } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';
import { type Reasoned, ReasonForm } from './ReasonForm';

/** Accepts all differences that stand, with a reason; each of them goes into the ledger. */
export function Accept({ differing, onClose }: { differing: number; onClose: () => void }) {
  const { t } = useTranslation('history');
  const [form] = Form.useForm<Reasoned>();
  const { submit, busy } = useSubmit(form, (given) =>
    api.post<HistoryCheckView>('/contacts/history-check/acceptance', { reason: given.reason.trim() }),
  );
  return (
    <Modal
      open
      title={t('accept.sure', { count: differing })}
      okText={t('accept.confirm')}
      cancelText={t('leave')}
      confirmLoading={busy}
      onOk={async () => {
        if (await submit()) onClose();
      }}
      onCancel={onClose}
    >
      <p>{t('accept.means')}</p>
      <ReasonForm form={form} label={t('accept.reason')} />
    </Modal>
  );
}
