import { Alert, App, Button, Form, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api, type RedactedExportRequest } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';

const purposes = ['review', 'complaint', 'court', 'regulator', 'training'] as const;

/** What leaves: all conversations of a case, or these. */
type Props = {
  of: Pick<RedactedExportRequest, 'caseId' | 'conversationIds'>;
  /** What the button says; one conversation needs no more than the act. */
  label?: string;
  /** What is to be known of the choice before it leaves. */
  note?: string;
};

/** The most conversations of one file; the server refuses more. */
export const exportedMax = 100;
type Fields = Pick<RedactedExportRequest, 'purpose' | 'format'>;

/** Hands conversations out with personal data masked. What for is asked first, and what is not found is said before. */
export function ExportRedacted({ of, label, note }: Props) {
  const { t } = useTranslation('conversations');
  const mayExport = useCan('conversation.export');
  const [open, setOpen] = useState(false);
  if (!mayExport) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label ?? t('export.open')}</Button>
      {open && <Ask of={of} note={note} onClose={() => setOpen(false)} />}
    </>
  );
}

function Ask({ of, note, onClose }: Omit<Props, 'label'> & { onClose: () => void }) {
  const { t } = useTranslation('conversations');
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    const fields = await form.validateFields();
    setBusy(true);
    try {
      const request: RedactedExportRequest = { ...fields, ...of };
      const { name } = await api.download('POST', '/conversations/redacted-exports', request);
      message.success(t('export.done', { name }));
      onClose();
    } catch (error) {
      const none = of.caseId != null && error instanceof ApiProblem && error.status === 404;
      message.error(none ? t('export.none') : problemText(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('export.title')}
      okText={t('export.run')}
      confirmLoading={busy}
      onOk={run}
      onCancel={onClose}
    >
      {note && <Alert type="info" showIcon title={note} style={{ marginBottom: 12 }} />}
      <p>{t('export.masked')}</p>
      <p>
        <b>{t('export.notFoundTitle')}</b> {t('export.notFound')}
      </p>
      <p className="dl-muted">{t('export.recorded')}</p>
      <Form form={form} layout="vertical" onFinish={run} initialValues={{ format: 'text' }}>
        <Form.Item name="format" label={t('export.format')}>
          <Radio.Group
            options={[
              { value: 'text', label: t('export.text') },
              { value: 'json', label: 'JSON' },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="purpose"
          label={t('export.purpose')}
          rules={[{ required: true, message: t('export.purposeMissing') }]}
        >
          <Select options={purposes.map((value) => ({ value, label: t(`export.purposes.${value}`) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
