import { App, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';

type Props = { caseId: string; reference?: string; onClose: () => void };

/** Hands a case out as a bundle. What for is asked first, as it is written into the ledger. */
export function ExportDialog({ caseId, reference, onClose }: Props) {
  const { t } = useTranslation('evidence');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ purpose: string }>();
  const { submit, busy } = useSubmit(
    form,
    ({ purpose }) => api.download('POST', '/evidence/bundles', { caseId, purpose: purpose.trim() }),
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
      </Form>
    </Modal>
  );
}
