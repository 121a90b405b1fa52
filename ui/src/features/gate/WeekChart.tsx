import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '@/lib/clock';
import { labelOf } from '@/lib/label';
import { dateOnly, hourMinute } from '@/lib/time';
import type { Looked } from './SpanCard';
import { useDayName } from './useDayName';
import { type Axis, type Block, type DayRow, type Place, pointed, stepFrom, ticksOf, xOf } from './weekMath';

type Props = {
  axis: Axis;
  rows: DayRow[];
  blocks: Block[][];
  zone: string;
  /** The moment that is asked about; null when it is now. */
  asked: number | null;
  narrow: boolean;
  onLook: (looked: Looked | null) => void;
  onAsk: (instant: number) => void;
};

const percent = (part: number, axis: Axis) => `${(part / axis.length) * 100}%`;

/** Seven days of one channel, exact to the minute. Every stretch can be pointed at, tapped, or walked to by arrow keys. */
export function WeekChart({ axis, rows, blocks, zone, asked, narrow, onLook, onAsk }: Props) {
  const { t } = useTranslation('gate');
  const day = useDayName();
  const now = useServerNow(30_000);
  const chart = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ day: 0, index: 0 });
  const ticks = ticksOf(axis, narrow ? 6 : 2);
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onLook(null);
    const next = stepFrom(blocks, place, event.key);
    if (next === place) return;
    event.preventDefault();
    setPlace(next);
    chart.current?.querySelector<HTMLElement>(`[data-place="${next.day}-${next.index}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is operated; keys only move the focus among them
    <div ref={chart} className="gt-chart" onKeyDown={walk} onMouseLeave={() => onLook(null)}>
      <Ticks axis={axis} ticks={ticks} again={t('again')} />
      {rows.map((row, index) => (
        <div key={row.date} className={`gt-day${row.date === dateOnly(now, zone) ? ' today' : ''}`}>
          <span className="gt-day-name dl-num">{day(row.date)}</span>
          <ul className="gt-lane" aria-label={day(row.date)}>
            {row.blanks.map((blank) => (
              <li
                key={blank.x}
                className="gt-blank"
                title={t('noSuchHour')}
                style={{ left: percent(blank.x, axis), width: percent(blank.width, axis) }}
              />
            ))}
            {blocks[index]?.map((block, order) => (
              <Stretch
                key={block.from}
                block={block}
                axis={axis}
                zone={zone}
                day={day(row.date)}
                place={{ day: index, index: order }}
                focusable={place.day === index && place.index === order}
                onPlace={setPlace}
                onLook={onLook}
                onAsk={onAsk}
                now={now}
              />
            ))}
            <Line row={row} axis={axis} at={now} className="gt-now" title={t('now')} />
            {asked !== null && (
              <Line row={row} axis={axis} at={asked} className="gt-asked" title={t('askedFor')} />
            )}
          </ul>
        </div>
      ))}
    </div>
  );
}

function Ticks({ axis, ticks, again }: { axis: Axis; ticks: ReturnType<typeof ticksOf>; again: string }) {
  return (
    <div className="gt-ticks dl-num" aria-hidden="true">
      <span />
      <div>
        {ticks.map((tick) => (
          <span
            key={`${tick.x}`}
            className={tick.again ? 'again' : ''}
            style={{ left: percent(tick.x, axis) }}
          >
            {tick.again ? `${tick.hour} ${again}` : tick.hour}
          </span>
        ))}
      </div>
    </div>
  );
}

function Line({
  row,
  axis,
  at,
  className,
  title,
}: {
  row: DayRow;
  axis: Axis;
  at: number;
  className: string;
  title: string;
}) {
  const x = xOf(row, at);
  return x === null ? null : (
    <li className={className} aria-hidden="true" title={title} style={{ left: percent(x, axis) }} />
  );
}

type StretchProps = {
  block: Block;
  axis: Axis;
  zone: string;
  day: string;
  place: Place;
  focusable: boolean;
  now: number;
  onPlace: (place: Place) => void;
  onLook: (looked: Looked | null) => void;
  onAsk: (instant: number) => void;
};

const labelWidth = 90;

function Stretch({ block, axis, zone, day, place, focusable, now, onPlace, onLook, onAsk }: StretchProps) {
  const { t } = useTranslation('gate');
  const until = hourMinute(block.until, zone);
  const hours = `${hourMinute(block.from, zone)}–${until === '00:00' ? '24:00' : until}`;
  const look = (target: HTMLElement) => onLook({ block, box: target.getBoundingClientRect() });
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const byKey = event.detail === 0;
    const inside = block.from <= now && now < block.until;
    onAsk(byKey ? (inside ? now : block.from) : pointed(block, (event.clientX - box.left) / box.width));
  };
  return (
    <li style={{ left: percent(block.x, axis), width: percent(block.width, axis) }}>
      <button
        type="button"
        className={`gt-block ${block.span.verdict}`}
        data-place={`${place.day}-${place.index}`}
        tabIndex={focusable ? 0 : -1}
        aria-label={`${day} ${hours} ${labelOf(t, 'verdict', block.span.verdict)}`}
        onMouseEnter={(event) => look(event.currentTarget)}
        onFocus={(event) => {
          onPlace(place);
          look(event.currentTarget);
        }}
        onBlur={() => onLook(null)}
        onClick={press}
      >
        {block.width >= labelWidth && <span className="gt-hours dl-num">{hours}</span>}
      </button>
    </li>
  );
}
