import { useTranslation } from 'react-i18next';
import type { CounterView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';

/** How far each cap is used up, with the contact asked about added on, over which window. */
export function Counters({ counters }: { counters: CounterView[] }) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  const windowOf = useWindowName();
  if (counters.length === 0) return null;
  return (
    <>
      <h3>{t('counters')}</h3>
      <ul className="gt-counters">
        {counters.map((one) => (
          <li key={`${one.rule} ${one.key}`} title={`${one.rule} · ${one.key}`}>
            <span>{both(one.label)}</span>
            <span className="dl-num">
              {one.after > one.before
                ? t('beforeAfter', { before: one.before, after: one.after, limit: one.limit })
                : t('ofLimit', { before: one.before, limit: one.limit })}
            </span>
            <Bar counter={one} />
            <span className="gt-window">
              {windowOf(one.window)}
              {one.after > one.limit ? <em>{t('overLimit')}</em> : null}
              {one.after === one.before && <span>{t('doesNotCount')}</span>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The limit is the mark; what would go beyond it stands out to its right. */
function Bar({ counter: { before, after, limit } }: { counter: CounterView }) {
  const most = Math.max(limit, after, 1);
  const part = (n: number) => `${(Math.max(0, n) / most) * 100}%`;
  return (
    <span className={`gt-bar${after > limit ? ' over' : ''}`} aria-hidden="true">
      <span className="used" style={{ width: part(before) }} />
      <span className="next" style={{ width: part(after - before) }} />
      <span className="limit" style={{ left: part(limit) }} />
    </span>
  );
}

/** `7 local days` in the reader's language; a window this console does not know is shown as it is written. */
export function useWindowName(): (window: string) => string {
  const { t } = useTranslation('gate');
  return (window) => {
    const counted = window.match(/^(\d+)[ -]?(minutes|hours|local[ -]days|days|weeks|months)$/);
    const unit = (counted ? counted[2] : window)?.replaceAll(' ', '-') ?? '';
    return t(`window.${unit}`, { n: counted ? Number(counted[1]) : 1, defaultValue: window });
  };
}
