import { describe, expect, it } from 'vitest';
import { maybePersonal } from '@/features/cases/search';
import { daysOf, linesOf, timesDiffer, variantOf } from '@/features/cases/timeline';
import type { TimelineItem } from '@/lib/api';

const entry = (id: string, act: string, details: Record<string, string> = {}): TimelineItem => ({
  id,
  at: '2026-03-02T01:00:00Z',
  receivedAt: '2026-03-02T01:00:00Z',
  act,
  actorId: null,
  actorName: null,
  details,
  ref: null,
  severity: null,
  entryIndex: 1,
  leafHash: 'h',
});
const words = (id: string, conversation: string, first: number, last: number) =>
  entry(id, 'conversation.utterances', {
    conversation,
    first: String(first),
    last: String(last),
    count: String(last - first + 1),
  });

describe('the timeline', () => {
  it('joins the words of one conversation into one line that keeps every entry', () => {
    const [line, ...others] = linesOf([words('3', 'a', 5, 9), words('2', 'a', 1, 4), words('1', 'a', 0, 0)]);
    expect(others).toEqual([]);
    expect(line?.item.details).toMatchObject({ first: '0', last: '9', count: '10' });
    expect(line?.entries.map((one) => one.id)).toEqual(['3', '2', '1']);
  });
  it('never joins across a finding or another conversation, so that the order stays true', () => {
    const lines = linesOf([
      words('4', 'a', 2, 2),
      entry('3', 'finding.raised'),
      words('2', 'a', 1, 1),
      words('1', 'b', 0, 0),
    ]);
    expect(lines.map((line) => line.item.id)).toEqual(['4', '3', '2', '1']);
  });
  it('orders days by when entries were received, whatever a sender claims', () => {
    const late = { ...entry('2', 'contact.outcome'), at: '2026-02-27T01:00:00Z' };
    const days = daysOf(linesOf([late, entry('1', 'case.opened')]), (instant) => instant.slice(0, 10));
    expect(days.map((day) => [day.day, day.lines.length])).toEqual([['2026-03-02', 2]]);
    expect(timesDiffer(late)).toBe(true);
    expect(timesDiffer({ at: '2026-03-02T01:00:00.2Z', receivedAt: '2026-03-02T01:00:00.9Z' })).toBe(false);
  });
  it('reads a refusal and a corrected outcome differently', () => {
    expect(variantOf(entry('1', 'contact.decided', { verdict: 'refuse' }))).toBe('refuse');
    expect(variantOf(entry('1', 'contact.outcome', { was: 'busy' }))).toBe('again');
    expect(variantOf(entry('1', 'contact.outcome', { was: 'busy', outcome: 'busy' }))).toBe('more');
    expect(variantOf(entry('1', 'case.opened'))).toBeUndefined();
  });
});

it('names, numbers and addresses of people never go into the address of the page', () => {
  expect(['A10023', 'L-26/0042', 'case 7'].map(maybePersonal)).toEqual([false, false, false]);
  expect(['\u5f20\u4e09', '138 1234 5678', '990701199706282905', 'a@b.cn'].map(maybePersonal)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});
