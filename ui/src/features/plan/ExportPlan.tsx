import { App, Checkbox, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ContactPlanView, type PlanExportRequest } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import type { PlanSearch } from './search';

type Props = { plan: ContactPlanView; search: PlanSearch; total: number | null; onClose: () => void };
type Fields = { format: 'csv' | 'jsonl'; purpose: string; numbers?: boolean; byteOrderMark?: boolean };

/** Hands the plan out as a file. What for is asked first, as it is written into the ledger. */
export function ExportPlan({ plan, search, total, onClose }: Props) {
  const { t } = useTranslation('plan');
  const { message } = App.useApp();
  const mayOpen = useCan('contact.plan.numbers');
  const [form] = Form.useForm<Fields>();
  const numbers = Form.useWatch('numbers', form) ?? false;
  const csv = Form.useWatch('format', form) !== 'jsonl';
  const [busy, setBusy] = useState(false);
  const run = async () => {
    const fields = await form.validateFields();
    const request: PlanExportRequest = {
      format: fields.format,
      purpose: fields.purpose.trim(),
      numbers: fields.numbers ?? false,
      byteOrderMark: fields.format === 'csv' && (fields.byteOrderMark ?? false),
      status: search.status ?? null,
      channel: search.channel ?? null,
      rule: search.rule ?? null,
    };
    setBusy(true);
    try {
      const { name } = await api.download('POST', `/contacts/plans/${plan.id}/exports`, request);
      message.success(t('export.done', { name }));
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
      title={t('export.title')}
      okText={t('export.run')}
      okButtonProps={{ danger: numbers }}
      confirmLoading={busy}
      onOk={run}
      onCancel={onClose}
    >
      <p>
        {search.status
          ? t('export.whatFiltered', { n: total?.toLocaleString('en-US') ?? '…' })
          : t('export.what')}
      </p>
      <p className="dl-muted">{t('export.recorded')}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={run}
        initialValues={{ format: 'csv', byteOrderMark: true }}
      >
        <Form.Item name="format" label={t('export.format')}>
          <Radio.Group
            options={[
              { value: 'csv', label: 'CSV' },
              { value: 'jsonl', label: 'JSONL' },
            ]}
          />
        </Form.Item>
        {csv && (
          <Form.Item name="byteOrderMark" valuePropName="checked">
            <Checkbox>{t('export.bom')}</Checkbox>
          </Form.Item>
        )}
        {mayOpen && (
          <Form.Item
            name="numbers"
            valuePropName="checked"
            extra={t(numbers ? 'export.numbersWarn' : 'export.numbersHint')}
          >
            <Checkbox>{t('export.numbers')}</Checkbox>
          </Form.Item>
        )}
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
