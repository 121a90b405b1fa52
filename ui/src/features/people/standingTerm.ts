import dayjs from 'dayjs';

/** What the shipped packs ask for: once a year. An institution's own pack may be stricter; the gate judges by the pack. */
const monthsValid = 12;
export const daysWarned = 30;

/** How long something dated still serves; `day` is the last day on which it does. */
export type Term = { state: 'valid' | 'soon' | 'over'; day: string; days: number };

/** A licence names its last day itself. */
export function termUntil(day: string, today: string): Term {
  const days = dayjs(day).diff(dayjs(today), 'day');
  return { state: days < 0 ? 'over' : days <= daysWarned ? 'soon' : 'valid', day, days };
}

/** A training or an evaluation serves until the same day of the next year is over. */
export function termOf(done: string, today: string): Term {
  return termUntil(dayjs(done).add(monthsValid, 'month').format('YYYY-MM-DD'), today);
}
