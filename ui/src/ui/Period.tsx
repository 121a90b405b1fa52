import { Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useServerNow } from '@/lib/clock';
import { dateOnly, instantOf, shiftDays } from '@/lib/time';

/** The last so many days unless others are chosen; `from` and `to` as instants, the last day included. */
export function usePeriod(back = 30) {
  const today = dateOnly(useServerNow(60_000));
  const [days, setDays] = useState<{ first?: string; last?: string }>({});
  const { first = shiftDays(today, -back), last = today } = days;
  return {
    first,
    last,
    setFirst: (date: string) => setDays({ ...days, first: date || undefined }),
    setLast: (date: string) => setDays({ ...days, last: date || undefined }),
    from: instantOf(`${first}T00:00`),
    to: instantOf(`${shiftDays(last, 1)}T00:00`),
  };
}

type Props = { period: ReturnType<typeof usePeriod>; from: string; to: string };

/** Asks for the first and the last day of a period. */
export function Period({ period, from, to }: Props) {
  const id = useId();
  const { first, last } = period;
  return (
    <div className="dl-period">
      <Form.Item label={from} htmlFor={`${id}first`}>
        <Input
          id={`${id}first`}
          type="date"
          value={first}
          max={last}
          onChange={(event) => period.setFirst(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={to} htmlFor={`${id}last`}>
        <Input
          id={`${id}last`}
          type="date"
          value={last}
          min={first}
          onChange={(event) => period.setLast(event.target.value)}
        />
      </Form.Item>
    </div>
  );
}
