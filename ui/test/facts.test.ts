import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factGroups, fieldsOf, formsOf, groupNames, requestOf, scopesOf } from '@/features/cases/facts';
import cases from '@/features/cases/zh.json';
import words from '@/lib/zh.json';

const root = join(import.meta.dirname, '../..');
const offered: string[] = groupNames.flatMap((group) => [...factGroups[group]]);

/** The kinds the policy language knows, as its schema lists them for a case file. */
function kindsOfTheLanguage(): string[] {
  const schema = readFileSync(join(root, 'spec/policy-vectors.schema.json'), 'utf8');
  const lists = [...schema.matchAll(/"enum": \[([^\]]*)\]/g)].map(
    ([, list = '']) => JSON.parse(`[${list}]`) as string[],
  );
  return lists.find((list) => list.includes('sensitive-event') && list.includes('consent')) ?? [];
}

/** Every scope that a rule of a shipped pack reads. */
function scopesOfThePacks(): Set<string> {
  const packs = join(root, 'packs');
  const texts = readdirSync(packs).map((name) => readFileSync(join(packs, name), 'utf8'));
  const lists = texts.flatMap((text) =>
    [...text.matchAll(/scopes: \[([^\]]*)\]/g)].map(([, list = '']) => list),
  );
  return new Set(lists.flatMap((list) => list.split(',').map((word) => word.trim().replace(/["']/g, ''))));
}

describe('the facts that are offered', () => {
  it('are all that the language knows, each in one group', () => {
    const known = kindsOfTheLanguage();
    expect(known.length).toBeGreaterThan(20);
    expect([...offered].sort()).toEqual([...known].sort());
  });
  it('have a name, a line that explains them, and a title over each group', () => {
    expect(offered.filter((kind) => !(kind in words.factKind))).toEqual([]);
    expect(Object.keys(cases.factHint).sort()).toEqual([...offered].sort());
    expect(Object.keys(cases.factGroup)).toEqual(groupNames);
  });
  it('cover every scope a shipped pack reads, and name each', () => {
    const chosen = new Set(offered.flatMap(scopesOf));
    const synonyms: Record<string, string> = { office: 'workplace', '': 'time' };
    const read = [...scopesOfThePacks()];
    expect(read).toContain('payment');
    expect(read.filter((scope) => !chosen.has(synonyms[scope] ?? scope))).toEqual([]);
    expect([...chosen].filter((scope) => !(scope in words.factScope))).toEqual([]);
  });
  it('ask only what applies, and label it', () => {
    const fields = (kind: string, scope?: string) => fieldsOf(kind, scope).map(({ field }) => field);
    expect(fields('deceased')).toEqual([]);
    expect(fields('invalid-number')).toEqual(['contactPointId']);
    expect(fields('consent', 'third-party')).toContain('toPersonId');
    expect(fields('consent', 'text')).not.toContain('toPersonId');
    expect(fields('inconvenient', 'workplace')).not.toContain('hours');
    const all = offered.flatMap((kind) =>
      [undefined, ...scopesOf(kind)].flatMap((scope) => fields(kind, scope)),
    );
    expect(all.filter((field) => !(field in cases.fact))).toEqual([]);
  });
});

describe('what is sent', () => {
  const given = {
    personId: 'pn1',
    kind: 'cease',
    form: 'oral',
    scope: 'text',
    channel: 'sms',
    place: 'home',
  };
  it('leaves out what was filled in for another kind', () => {
    expect(requestOf('cs1', given)).toEqual({ caseId: 'cs1', personId: 'pn1', kind: 'cease', form: 'oral' });
  });
  it('says a time of day by its hours alone', () => {
    const request = requestOf('cs1', {
      ...given,
      kind: 'inconvenient',
      scope: 'time',
      channel: '',
      hours: ['09:00', '12:00'],
    });
    expect(request).toMatchObject({ from: '09:00', to: '12:00' });
    expect(request).not.toHaveProperty('scope');
  });
  it('limits a consent to a purpose and an end at the home zone', () => {
    const until = { format: () => '2026-03-03T08:00' };
    expect(requestOf('cs1', { ...given, kind: 'consent', purpose: 'marketing', until })).toMatchObject({
      scope: 'text',
      purpose: 'marketing',
      until: expect.stringMatching(/Z$/),
    });
  });
  it('keeps an employer’s policy to what is inconvenient', () => {
    expect(formsOf('inconvenient')).toContain('employer-policy');
    expect(requestOf('cs1', { ...given, form: 'employer-policy' }).form).toBeUndefined();
  });
});
