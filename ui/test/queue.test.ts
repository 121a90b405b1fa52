import { describe, expect, it } from 'vitest';
import { hindranceOf, nextWaiting, queueRows, stepRow } from '@/features/reviews/queue';
import type { ReviewItem } from '@/lib/api';

const now = Date.parse('2026-03-02T01:00:00Z');
const item = (id: string, part: Partial<ReviewItem> = {}): ReviewItem =>
  ({
    id,
    status: 'waiting',
    conversation: { staffId: 'st1' },
    claimedById: null,
    leaseUntil: null,
    ...part,
  }) as ReviewItem;
const claimed = (by: string, leaseUntil: string) =>
  ({ status: 'claimed', claimedById: by, leaseUntil }) as const;
const later = '2026-03-02T01:10:00Z';
const before = '2026-03-02T00:59:00Z';

describe('what stands in the way of a decision', () => {
  it('is nothing on my own claim while the lease runs', () => {
    expect(hindranceOf(item('1', claimed('me', later)), 'me', now)).toBeNull();
    expect(hindranceOf(item('1', claimed('me', before)), 'me', now)).toBe('lease-over');
  });
  it("is another's claim until its lease is over", () => {
    expect(hindranceOf(item('1', claimed('you', later)), 'me', now)).toBe('claimed-by-other');
    expect(hindranceOf(item('1', claimed('you', before)), 'me', now)).toBe('not-claimed');
  });
  it('is that the talk is my own, whoever claimed it', () => {
    expect(hindranceOf(item('1', claimed('st1', later)), 'st1', now)).toBe('own-talk');
  });
});

it('my claims stand first, nothing stands twice, and the freshest state wins', () => {
  const mine = [item('2', claimed('me', later))];
  const rows = queueRows(mine, [item('1'), item('2')], (id) =>
    id === '1' ? item('1', { status: 'decided' }) : undefined,
  );
  expect(rows.map((row) => [row.id, row.status])).toEqual([
    ['2', 'claimed'],
    ['1', 'decided'],
  ]);
});

it('stepping stays at the ends and starts at the top', () => {
  const rows = [item('1'), item('2')];
  expect([stepRow(rows, undefined, 1), stepRow(rows, '2', 1), stepRow(rows, '1', -1)]).toEqual([
    '1',
    '2',
    '1',
  ]);
});

it('the next one is the first waiting below, then from the top, never my own talk', () => {
  const rows = [
    item('1'),
    item('2'),
    item('3', { status: 'decided' }),
    item('4', { conversation: { staffId: 'me' } as never }),
  ];
  expect(nextWaiting(rows, '2', 'me')).toBe('1');
  expect(nextWaiting([item('1', { status: 'decided' })], '1', 'me')).toBeUndefined();
});
