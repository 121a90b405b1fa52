import { useTranslation } from 'react-i18next';
import type { Written } from '@/lib/api';
import { list, minuteOf, text } from './written';

const dayMinutes = 1440;
const marks = [0, 6, 12, 18, 24];
const share = (minute: number) => `${(minute / dayMinutes) * 100}%`;

/** Open hours drawn on a day; each set of days has its own bar. */
export function HoursBar({ windows, closed }: { windows: Written[]; closed: string[] }) {
  const { t } = useTranslation('packs');
  const days = (words: string[]) =>
    words.map((word) => t(`day.${word}`, { defaultValue: word })).join(t('comma'));
  return (
    <div className="pk-hours">
      {windows.map((one) => {
        const [from, to] = [minuteOf(one.from) ?? 0, minuteOf(one.to) ?? dayMinutes];
        const end = to <= from ? to + dayMinutes : to;
        const named = list(one.days);
        return (
          <div key={`${named.join()} ${text(one.from)}`} className="pk-hours-row">
            <span className="pk-hours-days">{named.length > 0 ? days(named) : t('everyDay')}</span>
            <span className="pk-hours-bar" aria-hidden="true">
              <span style={{ left: share(from), width: share(Math.min(end, dayMinutes) - from) }} />
              {end > dayMinutes && <span style={{ left: 0, width: share(end - dayMinutes) }} />}
              {marks.map((hour) => (
                <i key={hour} style={{ left: share(hour * 60) }} />
              ))}
            </span>
            <b className="dl-num">
              {text(one.from)}–{text(one.to)}
            </b>
          </div>
        );
      })}
      {closed.length > 0 && (
        <div className="pk-hours-row">
          <span className="pk-hours-days">{days(closed)}</span>
          <span className="pk-hours-bar" aria-hidden="true" />
          <b>{t('closed')}</b>
        </div>
      )}
    </div>
  );
}
