import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';

/** Yes, no, or not known: three answers, because the gate tells them apart. */
export function KnownField({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation('people');
  return (
    <Form.Item name={name} label={label}>
      <Radio.Group
        optionType="button"
        options={[
          { value: true, label: t('standing.yes') },
          { value: false, label: t('standing.no') },
          { value: null, label: t('standing.unknown') },
        ]}
      />
    </Form.Item>
  );
}

/** A day of the institution's calendar; empty is not known. */
export function DayField({ name, label, max }: { name: string; label: string; max?: string }) {
  return (
    <Form.Item name={name} label={label} normalize={(day: string) => day || null}>
      <Input type="date" max={max} className="ppl-day" />
    </Form.Item>
  );
}
