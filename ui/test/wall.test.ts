import { describe, expect, it } from 'vitest';
import { placeOf } from '@/features/live/placeOf';
import { alertsKept, appendOlder, applyBatch, freeze, shownAlerts } from '@/features/live/wall';
import type { AlertView, LiveBatch, LiveConversationView, WallView } from '@/lib/api';

const alert = (id: string, seq: number, part: Partial<AlertView> = {}): AlertView => ({
  id,
  seq,
  at: '2026-03-02T01:00:00Z',
  severity: 'major',
  category: 'threat',
  rule: 'cn.threat',
  title: { zh: '', en: '' },
  model: null,
  conversationId: 'cv1',
  caseId: 'cs1',
  findingId: 'fn1',
  personName: '张**',
  staffId: 'st1',
  staffName: '',
  teamId: 'tm1',
  teamName: '',
  excerpt: '',
  acknowledgedBy: null,
  acknowledgedAt: null,
  withdrawn: false,
  ...part,
});
const talk = (id: string, utteranceCount = 0): LiveConversationView => ({
  id,
  caseId: 'cs1',
  staffId: 'st1',
  staffName: '',
  teamId: 'tm1',
  teamName: '',
  personName: '张**',
  kind: 'call',
  direction: 'outbound',
  startedAt: '2026-03-02T01:00:00Z',
  utteranceCount,
  lastRole: null,
  lastText: null,
  findingCount: 0,
  worstSeverity: null,
});
const wall = (alerts: AlertView[], conversations: LiveConversationView[] = []): WallView => ({
  seq: 1,
  now: '2026-03-02T01:00:00Z',
  alerts,
  conversations,
});
const batch = (part: Partial<LiveBatch>): LiveBatch => ({
  seq: 2,
  at: '2026-03-02T01:00:01Z',
  alerts: [],
  conversations: [],
  closed: [],
  snapshot: false,
  ...part,
});
const ids = (rows: { id: string }[]) => rows.map((row) => row.id);

describe('a live batch', () => {
  it('puts new alerts on top, newest first, and each only once', () => {
    const after = applyBatch(
      wall([alert('a', 1)]),
      batch({ alerts: [alert('b', 2), alert('c', 3), alert('b', 2)] }),
    );
    expect(ids(after.alerts)).toEqual(['c', 'b', 'a']);
    expect(applyBatch(after, batch({ alerts: [alert('c', 3)] })).alerts).toHaveLength(3);
  });
  it('updates a known alert where it stands', () => {
    const seen = alert('a', 9, { acknowledgedAt: '2026-03-02T01:00:01Z' });
    const after = applyBatch(wall([alert('b', 2), alert('a', 1)]), batch({ alerts: [seen] }));
    expect(ids(after.alerts)).toEqual(['b', 'a']);
    expect(after.alerts[1]?.acknowledgedAt).not.toBeNull();
  });
  it('never lets the wall grow without bound', () => {
    const many = Array.from({ length: alertsKept + 50 }, (_, i) => alert(`x${i}`, i));
    expect(applyBatch(wall([]), batch({ alerts: many })).alerts).toHaveLength(alertsKept);
  });
  it('keeps tiles in their places, adds at the end, removes what ended', () => {
    const before = wall([], [talk('1'), talk('2'), talk('3')]);
    const after = applyBatch(before, batch({ conversations: [talk('4'), talk('3', 5)], closed: ['1'] }));
    expect(ids(after.conversations)).toEqual(['2', '3', '4']);
    expect(after.conversations[1]?.utteranceCount).toBe(5);
  });
});

it('a snapshot ends the talks it does not name and keeps the others in their places', () => {
  const before = wall([alert('a', 1)], [talk('1'), talk('2'), talk('3')]);
  const after = applyBatch(
    before,
    batch({ seq: 0, snapshot: true, conversations: [talk('4'), talk('3'), talk('1')] }),
  );
  expect([ids(after.conversations), ids(after.alerts), after.seq]).toEqual([['1', '3', '4'], ['a'], 0]);
});

describe('a reader', () => {
  const seen = { acknowledgedAt: '2026-03-02T01:00:00Z' };
  it('who does not read sees what is open', () => {
    const { rows, waiting } = shownAlerts([alert('b', 2), alert('a', 1, seen)], {}, null);
    expect([ids(rows), waiting]).toEqual([['b'], 0]);
  });
  it('who reads keeps the rows, also those just acknowledged, and is told how many wait', () => {
    const before = [alert('c', 3), alert('b', 2), alert('a', 1, seen)];
    const frozen = freeze(before, shownAlerts(before, {}, null).rows);
    const after = [
      alert('e', 5, seen),
      alert('d', 4),
      alert('c', 3, seen),
      alert('b', 2),
      alert('a', 1, seen),
    ];
    const { rows, waiting } = shownAlerts(after, {}, frozen);
    expect([ids(rows), waiting]).toEqual([['c', 'b'], 1]);
  });
  it('who reads and asks for older alerts gets them at once, below', () => {
    const before = wall([alert('c', 3)]);
    const frozen = freeze(before.alerts, before.alerts);
    const after = appendOlder(before, [alert('c', 3), alert('b', 2), alert('a', 1)]);
    expect(shownAlerts(after.alerts, {}, frozen)).toMatchObject({
      waiting: 0,
      rows: [{ id: 'c' }, { id: 'b' }, { id: 'a' }],
    });
  });
  it('sees only the chosen severity and team', () => {
    const alerts = [alert('a', 1, { severity: 'minor' }), alert('b', 2, { teamId: 'tm2' }), alert('c', 3)];
    expect(ids(shownAlerts(alerts, { severity: 'major', team: 'tm1' }, null).rows)).toEqual(['c']);
  });
});

describe('an alert opens', () => {
  it('the finding in its conversation, or how its model drifts', () => {
    const model = {
      name: 'own-abuse',
      hash: 'sha256:00',
      index: 0.3,
      driftFrom: 0.25,
      from: '2026-02-24',
      to: '2026-03-02',
      texts: 300,
    };
    expect(placeOf(alert('a', 1, { findingId: 'fi1' }))).toEqual({
      to: '/conversations/$id',
      params: { id: 'cv1' },
      search: { finding: 'fi1' },
    });
    expect(placeOf(alert('b', 2, { conversationId: null, findingId: null, model }))).toEqual({
      to: '/models',
      search: { name: 'own-abuse', part: 'watch' },
    });
  });
});
