import { Form, type FormInstance, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export type Reasoned = { reason: string };

/** Why somebody answers for something: sealed, and named in the ledger. */
export function ReasonForm({ form, label }: { form: FormInstance<Reasoned>; label: string }) {
  const { t } = useTranslation('history');
  return (
    <Form form={form} layout="vertical" requiredMark={false}>
      <Form.Item
        name="reason"
        label={label}
        rules={[{ required: true, whitespace: true, min: 10, max: 2000, message: t('reasonLength') }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
    </Form>
  );
}
