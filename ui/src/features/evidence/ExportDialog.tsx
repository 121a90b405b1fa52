import { App, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';
import { isRecipient } from './recipient';

type Props = { caseId: string; reference?: string; onClose: () => void };

const checkRecipient = (given: string | undefined, wrong: string) =>
  !given?.trim() || isRecipient(given.trim()) ? Promise.resolve() : Promise.reject(new Error(wrong));

/** Hands a case out as a bundle. What for is asked first, as it is written into the ledger; then, if wanted, who alone may read it. */
export function ExportDialog({ caseId, reference, onClose }: Props) {
  const { t } = useTranslation('evidence');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ purpose: string; recipient?: string }>();
  const { submit, busy } = useSubmit(
    form,
    ({ purpose, recipient }) =>
      api.download('POST', '/evidence/bundles', {
        caseId,
        purpose: purpose.trim(),
        recipient: recipient?.trim() || undefined,
      }),
    ({ name }) => {
      message.success(t('export.done', { name }));
      onClose();
    },
  );
  return (
    <Modal
      open
      title={reference ? t('export.titleOf', { reference }) : t('export.title')}
      okText={t('export.run')}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <p>{t('export.what')}</p>
      <p className="dl-muted">{t('export.recorded')}</p>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item
          name="purpose"
          label={t('export.purpose')}
          rules={[{ required: true, whitespace: true, message: t('export.purposeMissing') }]}
        >
          <Input autoFocus maxLength={200} placeholder={t('export.purposeExample')} />
        </Form.Item>
        <Form.Item
          name="recipient"
          label={t('export.recipient')}
          extra={t('export.recipientWhat')}
          rules={[{ validator: (_, given?: string) => checkRecipient(given, t('export.recipientWrong')) }]}
        >
          <Input maxLength={200} placeholder="age1…" autoComplete="off" spellCheck={false} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
