import { useTranslation } from 'react-i18next';
import type { Channel, WeekView } from '@/lib/api';
import { useServerNow } from '@/lib/clock';
import { labelOf } from '@/lib/label';
import { dateTime } from '@/lib/time';
import type { Looked } from './SpanCard';
import { useDayName } from './useDayName';
import { icons } from './VerdictCard';
import { type Axis, type Block, blocksOf, type DayRow, xOf } from './weekMath';

type Props = {
  week: WeekView;
  axis: Axis;
  rows: DayRow[];
  zone: string;
  chosen: Channel;
  onChoose: (channel: Channel) => void;
  onLook: (looked: Looked | null) => void;
};

/** All channels of the week at a glance; choosing one shows it in full below. */
export function WeekOverview({ week, axis, rows, zone, chosen, onChoose, onLook }: Props) {
  const { t } = useTranslation('gate');
  const day = useDayName('dd D');
  return (
    <div className="gt-over" role="radiogroup" aria-label={t('channel')}>
      <div className="gt-over-head dl-num" aria-hidden="true">
        {rows.map((row) => (
          <span key={row.date}>{day(row.date)}</span>
        ))}
      </div>
      {week.channels.map((one) => (
        <Lane
          key={one.channel}
          one={one}
          axis={axis}
          rows={rows}
          zone={zone}
          isChosen={one.channel === chosen}
          onChoose={onChoose}
          onLook={onLook}
        />
      ))}
    </div>
  );
}

type LaneProps = Omit<Props, 'week' | 'chosen'> & {
  one: WeekView['channels'][number];
  isChosen: boolean;
};

function Lane({ one, axis, rows, zone, isChosen, onChoose, onLook }: LaneProps) {
  const { t } = useTranslation('gate');
  const now = useServerNow(30_000);
  const Icon = one.verdict ? icons[one.verdict] : null;
  const blocks = blocksOf(rows, one.spans);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native radio button cannot hold the week's picture
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      className={`gt-over-row${isChosen ? ' chosen' : ''}`}
      onClick={() => onChoose(one.channel)}
      onMouseLeave={() => onLook(null)}
    >
      <span className="gt-over-name">
        <span className={`gt-over-icon ${one.verdict ?? 'none'}`}>{Icon && <Icon />}</span>
        {labelOf(t, 'channel', one.channel)}
      </span>
      {one.spans.length === 0 ? (
        <span className="gt-over-none dl-muted">{t('noPoint')}</span>
      ) : (
        <span className="gt-over-days">
          {rows.map((row, index) => (
            <span key={row.date} className="gt-mini">
              {blocks[index]?.map((block) => (
                <Piece key={block.from} block={block} axis={axis} channel={one.channel} onLook={onLook} />
              ))}
              <Mark x={xOf(row, now)} axis={axis} />
            </span>
          ))}
        </span>
      )}
      <span className="gt-over-next dl-num">
        {one.verdict ? labelOf(t, 'verdictShort', one.verdict) : ''}
        {one.verdict && !one.verdict.startsWith('permit') && (
          <small>{one.next ? dateTime(one.next, zone).slice(5, 16) : t('neverShort')}</small>
        )}
      </span>
    </button>
  );
}

function Piece({
  block,
  axis,
  channel,
  onLook,
}: {
  block: Block;
  axis: Axis;
  channel: Channel;
  onLook: Props['onLook'];
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only shows more; the same is reached by keys in the week below
    <span
      className={`gt-piece ${block.span.verdict}`}
      style={{ left: `${(block.x / axis.length) * 100}%`, width: `${(block.width / axis.length) * 100}%` }}
      onMouseEnter={(event) => onLook({ block, box: event.currentTarget.getBoundingClientRect(), channel })}
    />
  );
}

function Mark({ x, axis }: { x: number | null; axis: Axis }) {
  return x === null ? null : <span className="gt-now" style={{ left: `${(x / axis.length) * 100}%` }} />;
}
