import type { Verdict, WeekView } from '@/lib/api';

export type Cell = { date: string; hour: number; verdict: Verdict; rules: string[] };
/** Rows of days, columns of hours; null where a day has no such hour because clocks went forward. */
export type Grid = { date: string; cells: (Cell | null)[] }[];

export const hours = Array.from({ length: 24 }, (_, hour) => hour);

export function gridOf(week: WeekView): Grid {
  return week.days.map(({ date, hours: known }) => ({
    date,
    cells: hours.map((hour) => {
      const found = known.find((one) => one.hour === hour);
      return found ? { date, ...found } : null;
    }),
  }));
}

export type Place = { day: number; hour: number };

/** The cell an arrow key leads to; it stays within the week and skips hours that do not exist. */
export function stepFrom(grid: Grid, from: Place, key: string, transposed: boolean): Place {
  const moves: Record<string, Place> = {
    ArrowLeft: { day: 0, hour: -1 },
    ArrowRight: { day: 0, hour: 1 },
    ArrowUp: { day: -1, hour: 0 },
    ArrowDown: { day: 1, hour: 0 },
    Home: { day: 0, hour: -23 },
    End: { day: 0, hour: 23 },
  };
  const move = moves[key];
  if (!move) return from;
  const turned = transposed && key.startsWith('Arrow') ? { day: move.hour, hour: move.day } : move;
  const clamp = (n: number, most: number) => Math.min(most, Math.max(0, n));
  const to = {
    day: clamp(from.day + turned.day, grid.length - 1),
    hour: clamp(from.hour + turned.hour, 23),
  };
  if (grid[to.day]?.cells[to.hour]) return to;
  const further = { day: to.day, hour: clamp(to.hour + (turned.hour || 1), 23) };
  return grid[further.day]?.cells[further.hour] ? further : from;
}

/** The first day of the week before or after. */
export function shiftDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
