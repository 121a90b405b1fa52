import { App, Form, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type CaseRow } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useSubmit } from '@/ui/useSubmit';

const closeReasons = [
  'paid',
  'settled',
  'withdrawn',
  'transferred',
  'written-off',
  'deceased',
  'bankrupt',
  'time-barred',
  'mistake',
];
const reopenReasons = ['mistake', 'payment-reversed', 'settlement-broken', 'returned', 'reply-needed'];

/** Closes an open case, or opens a closed one again. The reason is one of a list: the ledger keeps it for ever. */
export function CloseDialog({ row, onClose }: { row: CaseRow; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const closed = row.status === 'closed';
  const [act, list, reasons] = closed
    ? (['reopen', 'reopenReason', reopenReasons] as const)
    : (['close', 'closeReason', closeReasons] as const);
  const { submit, busy } = useSubmit(
    form,
    ({ reason }) => api.post<CaseRow>(`/cases/${row.id}/${act}`, { reason }),
    () => {
      message.success(t(`${act}.done`));
      onClose();
    },
  );
  return (
    <Modal
      open
      title={t(`${act}.title`, { reference: row.reference })}
      okText={t(`${act}.do`)}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <p>{t(`${act}.what`)}</p>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item
          name="reason"
          label={t('close.reason')}
          rules={[{ required: true, message: t('close.missing') }]}
        >
          <Select options={reasons.map((value) => ({ value, label: labelOf(t, list, value) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
