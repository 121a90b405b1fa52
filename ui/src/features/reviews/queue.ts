import type { ReviewItem, ReviewVerdict } from '@/lib/api';

export type Draft = { verdict: ReviewVerdict | null; note: string };
export const emptyDraft: Draft = { verdict: null, note: '' };

/** What stands between a reader and deciding an item; null when nothing does. */
export type Hindrance = 'decided' | 'own-talk' | 'claimed-by-other' | 'lease-over' | 'not-claimed' | null;

export function hindranceOf(item: ReviewItem, me: string, now: number): Hindrance {
  if (item.status === 'decided') return 'decided';
  if (item.conversation.staffId === me) return 'own-talk';
  if (item.status === 'waiting' || item.status === 'dismissed') return 'not-claimed';
  const over = item.leaseUntil !== null && Date.parse(item.leaseUntil) <= now;
  if (item.claimedById !== me) return over ? 'not-claimed' : 'claimed-by-other';
  return over ? 'lease-over' : null;
}

/** The row `by` places from the chosen one, staying at the ends; the first one when none is chosen. */
export function stepRow(
  rows: readonly ReviewItem[],
  chosen: string | undefined,
  by: 1 | -1,
): string | undefined {
  const at = rows.findIndex((row) => row.id === chosen);
  if (at < 0) return rows[0]?.id;
  return rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.id;
}

/** My claimed items first, then the list; no item twice; each row in its freshest known state. */
export function queueRows(
  mine: readonly ReviewItem[],
  listed: readonly ReviewItem[],
  fresh: (id: string) => ReviewItem | undefined,
): ReviewItem[] {
  const seen = new Map<string, ReviewItem>();
  for (const row of [...mine, ...listed]) {
    if (!seen.has(row.id)) seen.set(row.id, fresh(row.id) ?? row);
  }
  return [...seen.values()];
}

/** The next row to take after the chosen one, round the end once: waiting, and not on somebody's own talk. */
export function nextWaiting(
  rows: readonly ReviewItem[],
  chosen: string | undefined,
  me: string,
): string | undefined {
  const at = rows.findIndex((row) => row.id === chosen);
  const round = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  return round.find((row) => row.status === 'waiting' && row.conversation.staffId !== me)?.id;
}
