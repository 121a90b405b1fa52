import { App, Form, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type RetentionStep } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';

type Props = {
  title: string;
  okText: string;
  /** Where the reasons' words stand in the texts of this feature. */
  words: string;
  reasons: readonly string[];
  path: string;
  done: string;
  onClose: () => void;
};

/** A step that needs one of the known reasons; free words could name somebody, and the ledger keeps them for ever. */
export function ChooseReason({ title, okText, words, reasons, path, done, onClose }: Props) {
  const { t } = useTranslation('retention');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, busy } = useSubmit(
    form,
    ({ reason }) => api.post<RetentionStep>(path, { reason }),
    () => {
      message.success(done);
      onClose();
    },
  );
  return (
    <Modal open title={title} okText={okText} confirmLoading={busy} onOk={submit} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item
          name="reason"
          label={t('hold.reason')}
          rules={[{ required: true, message: t('reasonMissing') }]}
        >
          <Select options={reasons.map((value) => ({ value, label: t(`${words}.${value}`) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
