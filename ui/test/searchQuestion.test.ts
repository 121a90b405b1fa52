import { describe, expect, it } from 'vitest';
import { blank, draftOf, questionOf, tooShort } from '@/features/search/question';
import { isLongEnough } from '@/features/search/words';

const period = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

describe('a question of the search', () => {
  it('becomes the draft again that asked it', () => {
    for (const way of ['any', 'all', 'nearCharacters', 'nearTurns'] as const) {
      const draft = { ...blank, words: ['还款', '起诉'], way, role: 'customer', teamId: 'tm1' };
      expect(draftOf(questionOf(draft, period))).toEqual({ ...draft });
    }
  });

  it('names a distance only where near is asked', () => {
    expect(questionOf({ ...blank, way: 'all' }, period).withinTurns).toBeUndefined();
    expect(questionOf({ ...blank, way: 'nearTurns', turns: 0 }, period)).toMatchObject({
      mode: 'near',
      withinTurns: 0,
    });
  });

  it('knows words that the index does not know', () => {
    expect(['还款', 'ok', '12', '😀', 'a还'].every(isLongEnough)).toBe(true);
    expect(['还', 'a', '我，他', '1 2', '——'].some(isLongEnough)).toBe(false);
  });

  it('lets a short word stand beside a longer one only in one utterance', () => {
    expect(tooShort({ words: ['还款', '他'], way: 'all' })).toEqual([]);
    expect(tooShort({ words: ['还款', '他'], way: 'any' })).toEqual(['他']);
    expect(tooShort({ words: ['还款', '他'], way: 'nearTurns' })).toEqual(['他']);
    expect(tooShort({ words: ['我', '他'], way: 'all' })).toEqual(['我', '他']);
  });
});
