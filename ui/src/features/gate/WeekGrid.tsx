import dayjs from 'dayjs';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '@/lib/clock';
import { useLanguage } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { localTime } from '@/lib/time';
import { type Cell, type Grid, hours, type Place, stepFrom } from './week';

type Props = {
  grid: Grid;
  zone: string;
  /** Hours downwards and days across, for phones. */
  transposed: boolean;
  onLook: (cell: Cell | null) => void;
  onAsk: (cell: Cell) => void;
};

export function WeekGrid({ grid, zone, transposed, onLook, onAsk }: Props) {
  const { t } = useTranslation('gate');
  const day = useDayName();
  const [place, setPlace] = useState<Place>({ day: 0, hour: 9 });
  const table = useRef<HTMLTableElement>(null);
  const now = localTime(useServerNow(60_000), zone);
  const walk = (event: KeyboardEvent) => {
    const next = stepFrom(grid, place, event.key, transposed);
    if (next === place) return;
    event.preventDefault();
    setPlace(next);
    table.current?.querySelector<HTMLElement>(`[data-place="${next.day}-${next.hour}"]`)?.focus();
  };
  const cellAt = (at: Place) => (
    <Hour
      key={`${at.day}-${at.hour}`}
      cell={grid[at.day]?.cells[at.hour] ?? null}
      at={at}
      focusable={at.day === place.day && at.hour === place.hour}
      now={now}
      onLook={onLook}
      onAsk={onAsk}
      onPlace={setPlace}
    />
  );
  return (
    <table
      ref={table}
      aria-label={t('week')}
      className={transposed ? 'gt-grid turned' : 'gt-grid'}
      onKeyDown={walk}
    >
      <thead>
        <tr>
          <td />
          {transposed
            ? grid.map(({ date }) => <th key={date}>{day(date)}</th>)
            : hours.map((hour) => <th key={hour}>{hour}</th>)}
        </tr>
      </thead>
      <tbody onMouseLeave={() => onLook(null)}>
        {transposed
          ? hours.map((hour) => (
              <tr key={hour}>
                <th>{hour}</th>
                {grid.map((_, index) => cellAt({ day: index, hour }))}
              </tr>
            ))
          : grid.map(({ date }, index) => (
              <tr key={date}>
                <th>{day(date)}</th>
                {hours.map((hour) => cellAt({ day: index, hour }))}
              </tr>
            ))}
      </tbody>
    </table>
  );
}

type HourProps = {
  cell: Cell | null;
  at: Place;
  focusable: boolean;
  now: string;
  onLook: (cell: Cell) => void;
  onAsk: (cell: Cell) => void;
  onPlace: (place: Place) => void;
};

function Hour({ cell, at, focusable, now, onLook, onAsk, onPlace }: HourProps) {
  const { t } = useTranslation('gate');
  if (!cell) return <td />;
  const start = `${cell.date}T${String(cell.hour).padStart(2, '0')}`;
  const look = () => onLook(cell);
  return (
    <td>
      <button
        type="button"
        className={`gt-cell ${cell.verdict}${now.startsWith(start) ? ' now' : ''}`}
        data-place={`${at.day}-${at.hour}`}
        tabIndex={focusable ? 0 : -1}
        aria-label={`${cell.date} ${cell.hour}:00 ${labelOf(t, 'verdict', cell.verdict)}`}
        onMouseEnter={look}
        onFocus={() => {
          onPlace(at);
          look();
        }}
        onClick={() => onAsk(cell)}
      >
        {t(`cell.${cell.verdict}`)}
      </button>
    </td>
  );
}

function useDayName(): (date: string) => string {
  const language = useLanguage();
  return (date) =>
    dayjs(date)
      .locale(language === 'zh' ? 'zh-cn' : 'en')
      .format('MM-DD dd');
}
