import { useTranslation } from 'react-i18next';
import type { ContactPlanView, PlanRowView } from '@/lib/api';
import { useServerNow } from '@/lib/clock';
import { homeZoneName, localTime, zoneOffset } from '@/lib/time';
import { type Part, stripOf } from './strip';

type Props = { row: PlanRowView; request: ContactPlanView['request'] };

const place = ({ left, width }: Part) => ({ left: `${left * 100}%`, width: `${width * 100}%` });
const dayMs = 86_400_000;

/** A person's day in their own zone: what was asked for as a pale band, what is permitted in green, now as a line. */
export function Strip({ row, request }: Props) {
  const now = useServerNow(60_000);
  const strip = stripOf(row, request);
  const share = (now - strip.from) / (strip.days * dayMs);
  return (
    <div className="pl-strip-cell">
      <div className="pl-strip" aria-hidden="true" style={{ backgroundSize: `${25 / strip.days}% 100%` }}>
        <span className="pl-span" style={place(strip.span)} />
        {strip.windows.map((window) => (
          <span key={window.left} className="pl-window" style={place(window)} />
        ))}
        {share > 0 && share < 1 && <span className="pl-now" style={{ left: `${share * 100}%` }} />}
      </div>
      <WindowTexts row={row} />
    </div>
  );
}

const shown = 3;

/** The windows in words, in the person's own time. */
function WindowTexts({ row }: { row: PlanRowView }) {
  const { t } = useTranslation('plan');
  const zone = row.zone ?? homeZoneName();
  if (row.windows.length === 0) return <span className="dl-muted">{t('noWindow')}</span>;
  const days = new Set(row.windows.map((one) => localTime(one.from, zone).slice(0, 10)));
  const text = (from: string, until: string) => {
    const [a, b] = [localTime(from, zone), localTime(until, zone)];
    const day = days.size > 1 ? `${a.slice(5, 10)} ` : '';
    return `${day}${a.slice(11)}–${b.slice(11) === '00:00' ? '24:00' : b.slice(11)}`;
  };
  return (
    <span className="dl-num">
      {row.windows
        .slice(0, shown)
        .map((one) => text(one.from, one.until))
        .join(t('comma'))}
      {row.windows.length > shown && ` +${row.windows.length - shown}`}
      {zone !== homeZoneName() && (
        <span className="dl-muted" title={zone}>
          {' '}
          {zoneOffset(row.windows[0]?.from ?? 0, zone)}
        </span>
      )}
    </span>
  );
}
