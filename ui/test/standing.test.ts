import { describe, expect, it } from 'vitest';
import { termOf, termUntil } from '@/features/people/standingTerm';

describe('a training', () => {
  it('serves until the same day of the next year is over', () => {
    expect(termOf('2025-03-02', '2026-03-02')).toEqual({ state: 'soon', day: '2026-03-02', days: 0 });
    expect(termOf('2025-03-02', '2026-03-03').state).toBe('over');
  });

  it('is told 30 days before it runs out and not sooner', () => {
    expect(termOf('2025-04-01', '2026-03-02')).toEqual({ state: 'soon', day: '2026-04-01', days: 30 });
    expect(termOf('2025-04-02', '2026-03-02').state).toBe('valid');
  });

  it('of a leap day serves until the last of February', () => {
    expect(termOf('2024-02-29', '2024-03-01').day).toBe('2025-02-28');
  });
});

it('a licence names its last day itself', () => {
  expect(termUntil('2026-03-02', '2026-03-02').state).toBe('soon');
  expect(termUntil('2026-03-01', '2026-03-02').state).toBe('over');
});
