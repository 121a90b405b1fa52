import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FigureEventView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { dateTime, homeZoneName } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { useFigureEvents } from './useHistory';

/** The contacts behind a figure: which we counted, and which not and why. */
export function FigureEvents({ id }: { id: string }) {
  const { t } = useTranslation('history');
  const query = useFigureEvents(id);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  if (!query.data) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  const { events, more } = query.data;
  const zone = query.data.zone ?? homeZoneName();
  if (events.length === 0) return <p className="dl-muted">{t('figure.noEvents')}</p>;
  return (
    <>
      <ul className="hs-events">
        {events.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two contacts may be alike in everything.
          <Event key={place} one={one} zone={zone} />
        ))}
      </ul>
      {more > 0 && <p className="dl-muted">{t('figure.more', { count: more })}</p>}
    </>
  );
}

function Event({ one, zone }: { one: FigureEventView; zone: string }) {
  const { t } = useTranslation('history');
  const counts = one.reason === 'counts';
  return (
    <li className={counts ? 'counts' : ''}>
      <span className="dl-num">{dateTime(one.at, zone).slice(0, 16)}</span>
      <span>
        {labelOf(t, 'channel', one.channel)} ·{' '}
        {t(`direction.${one.direction}`, { defaultValue: one.direction })} ·{' '}
        {one.outcome ? labelOf(t, 'outcome', one.outcome) : t('figure.noOutcome')}
        {one.point && ` · ${one.point}`}
        {one.reason === 'other-person' && one.personName && ` · ${one.personName}`}
      </span>
      <span className={counts ? 'hs-counts' : 'dl-muted'}>{t(`reason.${one.reason}`)}</span>
    </li>
  );
}
