import { Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';

type Hours = [string, string];
type Props = { value?: Hours; onChange?: (hours: Hours) => void };

/** A span of the day at the person's place; it may run past midnight. */
export function HoursInput({ value = ['', ''], onChange }: Props) {
  const { t } = useTranslation('cases');
  return (
    <Space>
      <Input
        type="time"
        aria-label={t('fact.from')}
        value={value[0]}
        onChange={(event) => onChange?.([event.target.value, value[1]])}
      />
      –
      <Input
        type="time"
        aria-label={t('fact.to')}
        value={value[1]}
        onChange={(event) => onChange?.([value[0], event.target.value])}
      />
    </Space>
  );
}
