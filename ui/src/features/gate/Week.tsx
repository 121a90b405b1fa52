import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WeekView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { dateTime, homeZoneName, shiftDays, zoneOffset } from '@/lib/time';
import { useIsPhone } from '@/ui/useIsPhone';
import { type Looked, SpanCard } from './SpanCard';
import type { Question } from './useQuestion';
import { WeekChart } from './WeekChart';
import { WeekOverview } from './WeekOverview';
import { axisOf, blocksOf, rowsOf } from './weekMath';
import './week.css';

type Props = { week: WeekView; question: Question; stale: boolean };

/** Seven days: all channels at a glance, the chosen one in full. What is pointed at says which rules stand in the way. */
export function Week({ week, question, stale }: Props) {
  const { t } = useTranslation('gate');
  const phone = useIsPhone();
  const [looked, setLooked] = useState<Looked | null>(null);
  const axis = axisOf(week);
  const rows = rowsOf(week, axis);
  const { search, change, channel } = question;
  const chosen = week.channels.find((one) => one.channel === channel);
  const turn = (days: number) => change({ from: shiftDays(week.from, days) });
  return (
    <section
      className={`dl-card gt-week${stale ? ' dl-stale' : ''}${question.isSupposing ? ' supposed' : ''}`}
    >
      <header>
        <h2>
          {t('week')}
          {question.isSupposing && <span className="gt-badge supposed">{t('asSupposed')}</span>}
        </h2>
        <span className="dl-muted">{t('weekZone', { zone: week.zone })}</span>
        <span className="dl-grow" />
        <Button icon={<LeftOutlined />} aria-label={t('weekBefore')} onClick={() => turn(-7)} />
        <Button onClick={() => change({ from: undefined })} disabled={!search.from}>
          {t('thisWeek')}
        </Button>
        <Button icon={<RightOutlined />} aria-label={t('weekAfter')} onClick={() => turn(7)} />
      </header>
      <Zones week={week} />
      <WeekOverview
        week={week}
        axis={axis}
        rows={rows}
        zone={week.zone}
        chosen={channel}
        onChoose={(word) => change({ channel: word, contactPointId: undefined })}
        onLook={setLooked}
      />
      <h3 className="gt-chosen">{labelOf(t, 'channel', channel)}</h3>
      {chosen && chosen.spans.length > 0 ? (
        <WeekChart
          axis={axis}
          rows={rows}
          blocks={blocksOf(rows, chosen.spans)}
          zone={week.zone}
          asked={search.at ? Date.parse(search.at) : null}
          narrow={phone}
          onLook={setLooked}
          onAsk={(instant) => change({ at: new Date(instant).toISOString() })}
        />
      ) : (
        <p className="dl-muted">{t('noPoint')}</p>
      )}
      <Legend />
      <p className="dl-muted gt-hint">{t('weekHint')}</p>
      {looked && <SpanCard looked={looked} rules={week.rules} zone={week.zone} />}
    </section>
  );
}

/** Where the person is, when that is not where the institution is, or not certain. */
function Zones({ week }: { week: WeekView }) {
  const { t } = useTranslation('gate');
  const home = homeZoneName();
  const several = week.zones.length > 1;
  if (!several && zoneOffset(week.at, week.zone) === zoneOffset(week.at, home)) return null;
  return (
    <Alert
      className="gt-zones"
      type={several ? 'warning' : 'info'}
      showIcon
      title={several ? t('severalZones', { zones: week.zones.join(', ') }) : t('otherZone')}
      description={[...new Set([...week.zones, home])].map((zone) => (
        <span key={zone} className="gt-zone dl-num">
          {zone === home ? t('homeClock') : zone} {dateTime(week.at, zone).slice(5, 16)}{' '}
          {zoneOffset(week.at, zone)}
        </span>
      ))}
    />
  );
}

function Legend() {
  const { t } = useTranslation('gate');
  const verdicts = ['permit', 'permit-with-obligations', 'refer', 'refuse'] as const;
  return (
    <ul className="gt-legend">
      {verdicts.map((verdict) => (
        <li key={verdict}>
          <span className={`gt-swatch ${verdict}`} aria-hidden="true" />
          {labelOf(t, 'verdict', verdict)}
        </li>
      ))}
      <li>
        <span className="gt-swatch now" aria-hidden="true" />
        {t('now')}
      </li>
    </ul>
  );
}
