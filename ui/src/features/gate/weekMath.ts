import type { SpanView, WeekView } from '@/lib/api';

const minuteMs = 60_000;
const dayMinutes = 1440;

/** An hour that clocks show twice, in minutes after midnight. */
type Repeat = { start: number; end: number };
/** A stretch of a day in which instants and the axis run side by side. */
export type Run = { from: number; until: number; x: number };
/** The part of a span that lies in one run of one day. */
export type Block = { day: number; from: number; until: number; x: number; width: number; span: SpanView };
export type Axis = { length: number; repeat: Repeat | null };
export type DayRow = { date: string; runs: Run[]; blanks: { x: number; width: number }[] };

/**
 * The clock axis of a week, in minutes: 24 hours, and once more the hour that clocks show twice if one of the days
 * has one. Every local time of every day has one place on it, whether clocks are changed that day or not.
 */
export function axisOf(week: Pick<WeekView, 'days'>): Axis {
  for (const day of week.days) {
    for (const [index, piece] of day.pieces.entries()) {
      const before = day.pieces[index - 1];
      if (!before) continue;
      const end = before.minute + (Date.parse(before.until) - Date.parse(before.from)) / minuteMs;
      if (piece.minute < end)
        return {
          length: dayMinutes + end - piece.minute,
          repeat: { start: piece.minute, end },
        };
    }
  }
  return { length: dayMinutes, repeat: null };
}

/** The place of a local time on the axis; of a time shown twice, the first unless said otherwise. */
export function placeOf(axis: Axis, minute: number, second = false): number {
  const { repeat } = axis;
  if (!repeat) return minute;
  return second || minute >= repeat.end ? minute + repeat.end - repeat.start : minute;
}

export function rowsOf(week: Pick<WeekView, 'days'>, axis: Axis): DayRow[] {
  return week.days.map((day) => {
    const runs: Run[] = [];
    let clockEnd = 0;
    for (const piece of day.pieces) {
      const from = Date.parse(piece.from);
      const until = Date.parse(piece.until);
      const minutes = (until - from) / minuteMs;
      const again = piece.minute < clockEnd;
      clockEnd = piece.minute + minutes;
      const edge = axis.repeat?.end ?? dayMinutes;
      if (again) {
        runs.push({ from, until, x: placeOf(axis, piece.minute, true) });
      } else if (axis.repeat && piece.minute < edge && clockEnd > edge) {
        const at = from + (edge - piece.minute) * minuteMs;
        runs.push(
          { from, until: at, x: placeOf(axis, piece.minute) },
          { from: at, until, x: placeOf(axis, edge) },
        );
      } else {
        runs.push({ from, until, x: placeOf(axis, piece.minute) });
      }
    }
    return { date: day.date, runs, blanks: blanksOf(runs, axis) };
  });
}

/** Places of the axis that a day does not have: an hour skipped, or one that only another day shows twice. */
function blanksOf(runs: Run[], axis: Axis): { x: number; width: number }[] {
  const blanks: { x: number; width: number }[] = [];
  let at = 0;
  for (const run of runs) {
    if (run.x > at) blanks.push({ x: at, width: run.x - at });
    at = run.x + (run.until - run.from) / minuteMs;
  }
  if (axis.length > at) blanks.push({ x: at, width: axis.length - at });
  return blanks;
}

/** The blocks of each day: every span cut where a day or the clocks cut it. */
export function blocksOf(rows: DayRow[], spans: SpanView[]): Block[][] {
  return rows.map((row, day) =>
    row.runs.flatMap((run) =>
      spans.flatMap((span) => {
        const from = Math.max(run.from, Date.parse(span.from));
        const until = Math.min(run.until, Date.parse(span.until));
        if (from >= until) return [];
        const x = run.x + (from - run.from) / minuteMs;
        return [{ day, from, until, x, width: (until - from) / minuteMs, span }];
      }),
    ),
  );
}

/** Where an instant lies on its day's row; null if the row does not have it. */
export function xOf(row: DayRow, instant: number): number | null {
  const run = row.runs.find((one) => one.from <= instant && instant < one.until);
  return run ? run.x + (instant - run.from) / minuteMs : null;
}

/** The moment a pointer means: where it points within the block, on whole steps, never outside of it. */
export function pointed(block: Block, share: number, stepMinutes = 5): number {
  const raw = block.from + share * (block.until - block.from);
  const step = stepMinutes * minuteMs;
  const whole = Math.floor(raw / step) * step;
  return Math.min(Math.max(whole, block.from), block.until - minuteMs);
}

export type Place = { day: number; index: number };

/** The block an arrow key leads to: in time sideways, to the same hour of another day up and down. */
export function stepFrom(blocks: Block[][], from: Place, key: string): Place {
  const row = blocks[from.day] ?? [];
  if (key === 'Home') return { day: from.day, index: 0 };
  if (key === 'End') return { day: from.day, index: row.length - 1 };
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const day = from.day + (key === 'ArrowUp' ? -1 : 1);
    const there = blocks[day];
    const here = row[from.index];
    if (!there?.length || !here) return from;
    const middle = here.x + here.width / 2;
    const index = there.findIndex((one) => one.x <= middle && middle < one.x + one.width);
    return { day, index: index < 0 ? 0 : index };
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return from;
  const index = from.index + (key === 'ArrowLeft' ? -1 : 1);
  if (row[index]) return { day: from.day, index };
  const day = from.day + (key === 'ArrowLeft' ? -1 : 1);
  const there = blocks[day];
  if (!there?.length) return from;
  return { day, index: key === 'ArrowLeft' ? there.length - 1 : 0 };
}

/** Marks for the axis, every so many hours, the repeated hour marked on its own. */
export function ticksOf(axis: Axis, everyHours: number): { x: number; hour: number; again: boolean }[] {
  const ticks = [];
  for (let hour = 0; hour <= 24; hour += everyHours)
    ticks.push({ x: placeOf(axis, hour * 60), hour, again: false });
  if (axis.repeat) {
    const { start, end } = axis.repeat;
    const again = { x: end, hour: Math.floor(start / 60), again: true };
    return [...ticks.filter((one) => Math.abs(one.x - end) > 30), again].sort((a, b) => a.x - b.x);
  }
  return ticks;
}

/** Minutes as hours and minutes, `13:00` meaning thirteen hours. */
export function lengthOf(from: number, until: number): { hours: number; minutes: number } {
  const minutes = Math.round((until - from) / minuteMs);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
