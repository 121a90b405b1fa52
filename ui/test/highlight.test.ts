import { describe, expect, it } from 'vitest';
import { highlight, stepFinding, worstOf } from '@/features/conversations/highlight';
import type { FindingView } from '@/lib/api';

function finding(id: string, span: [number, number] | null, part: Partial<FindingView> = {}): FindingView {
  return {
    id,
    conversationId: 'cv1',
    caseId: 'cs1',
    rule: 'cn.threat',
    ruleVersion: 'sha256:0',
    category: 'threat',
    severity: 'major',
    title: { zh: '', en: '' },
    basis: '',
    utteranceSeq: span ? 0 : null,
    span,
    matched: '',
    normalised: '',
    start: null,
    end: null,
    why: '',
    confidence: 1,
    raisedAt: '2026-03-02T01:00:00Z',
    law: [],
    raisedFrom: null,
    rulebook: 'test 1',
    supersededAt: null,
    supersededBy: null,
    judgement: null,
    status: 'open',
    ...part,
  };
}
const shape = (text: string, findings: FindingView[]) =>
  highlight(text, findings).map((s) => [s.text, s.marks.map((m) => `${m.finding.id}@${m.lane}`).join(' ')]);

describe('the marked text', () => {
  it('is the whole text whatever is marked', () => {
    const text = '再不还钱😡就去你单位';
    const parts = highlight(text, [finding('a', [2, 8]), finding('b', [4, 6]), finding('c', [90, 99])]);
    expect(parts.map((part) => part.text).join('')).toBe(text);
  });
  it('counts in UTF-16 code units, as the server does', () => {
    expect(shape('😡法院', [finding('a', [2, 4])])).toEqual([
      ['😡', ''],
      ['法院', 'a@0'],
    ]);
  });
  it('stacks overlapping findings and keeps each on its lane', () => {
    expect(shape('abcdef', [finding('a', [0, 4]), finding('b', [2, 6])])).toEqual([
      ['ab', 'a@0'],
      ['cd', 'a@0 b@1'],
      ['ef', 'b@1'],
    ]);
  });
  it('uses a lane again once it is free', () => {
    expect(shape('abcdef', [finding('a', [0, 2]), finding('b', [2, 4])])[1]).toEqual(['cd', 'b@0']);
  });
  it('ignores spans that mark nothing of this text', () => {
    expect(shape('abc', [finding('a', [3, 9]), finding('b', [2, 1]), finding('c', null)])).toEqual([
      ['abc', ''],
    ]);
  });
});

it('the worst severity of several is told', () => {
  expect(worstOf([{ severity: 'minor' }, { severity: 'critical' }, { severity: 'major' }])).toBe('critical');
  expect(worstOf([])).toBeNull();
});

it('stepping goes through findings in the order of the talk, absent steps first, and stays at the ends', () => {
  const all = [
    finding('late', [0, 1], { utteranceSeq: 7 }),
    finding('absent', null),
    finding('early', [0, 1], { utteranceSeq: 2 }),
  ];
  expect(stepFinding(all, undefined, 1)).toBe('absent');
  expect(stepFinding(all, 'absent', 1)).toBe('early');
  expect(stepFinding(all, 'late', 1)).toBe('late');
  expect(stepFinding(all, undefined, -1)).toBe('late');
});
