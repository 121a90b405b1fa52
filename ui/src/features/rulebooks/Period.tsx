import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '@/lib/clock';
import { dateOnly, instantOf } from '@/lib/time';

const day = 86_400_000;
const shift = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);

export type Days = { first?: string; last?: string };

/** The last thirty days unless others are chosen; as instants, the last day included. */
export function usePeriod(days: Days) {
  const today = dateOnly(useServerNow(60_000));
  const first = days.first ?? shift(today, -30);
  const last = days.last ?? today;
  return {
    first,
    last,
    from: instantOf(`${first}T00:00`),
    to: instantOf(`${shift(last, 1)}T00:00`),
  };
}

export function Period({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const { t } = useTranslation('rulebooks');
  const { first, last } = usePeriod(days);
  return (
    <div className="rb-period">
      <Form.Item label={t('run.from')} htmlFor="rb-first">
        <Input
          id="rb-first"
          type="date"
          value={first}
          max={last}
          onChange={(event) => onChange({ ...days, first: event.target.value || undefined })}
        />
      </Form.Item>
      <Form.Item label={t('run.to')} htmlFor="rb-last">
        <Input
          id="rb-last"
          type="date"
          value={last}
          min={first}
          onChange={(event) => onChange({ ...days, last: event.target.value || undefined })}
        />
      </Form.Item>
    </div>
  );
}
