import { useTranslation } from 'react-i18next';
import type { CounterView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';

/** How far each cap is used up, with the contact asked about added on. */
export function Counters({ counters }: { counters: CounterView[] }) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  if (counters.length === 0) return null;
  return (
    <>
      <h3>{t('counters')}</h3>
      <ul className="gt-counters">
        {counters.map((one) => (
          <li key={`${one.rule} ${one.key}`} title={`${one.rule} · ${one.key} · ${one.window}`}>
            <span>{both(one.label)}</span>
            <span className="dl-num">
              {t('ofLimit', { before: one.before, limit: one.limit })}
              {one.after > one.limit && <em>{t('overLimit')}</em>}
            </span>
            <Bar counter={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Bar({ counter: { before, after, limit } }: { counter: CounterView }) {
  const most = Math.max(limit, after, 1);
  const part = (n: number) => `${(Math.max(0, n) / most) * 100}%`;
  return (
    <span className={`gt-bar${after > limit ? ' over' : ''}`} aria-hidden="true">
      <span className="used" style={{ width: part(before) }} />
      <span className="next" style={{ width: part(after - before) }} />
    </span>
  );
}
