import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/lib/api';
import { problemText } from '@/lib/problemText';

type Props = { caseId: string; reference?: string; onClose: () => void };

/** Hands a case out as a bundle. What for is asked first, as it is written into the ledger. */
export function ExportDialog({ caseId, reference, onClose }: Props) {
  const { t } = useTranslation('evidence');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<{ purpose: string }>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    const { purpose } = await form.validateFields();
    setBusy(true);
    try {
      const { name } = await api.download('POST', '/evidence/bundles', { caseId, purpose: purpose.trim() });
      message.success(t('export.done', { name }));
      client.invalidateQueries();
      onClose();
    } catch (error) {
      message.error(problemText(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={reference ? t('export.titleOf', { reference }) : t('export.title')}
      okText={t('export.run')}
      confirmLoading={busy}
      onOk={run}
      onCancel={onClose}
    >
      <p>{t('export.what')}</p>
      <p className="dl-muted">{t('export.recorded')}</p>
      <Form form={form} layout="vertical" onFinish={run}>
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
