import { expect, it } from 'vitest';
import { outline, piecesOf } from '@/features/conversations/peaks';

it('draws a bar for each piece, upwards for high samples, and a line for silence', () => {
  const pairs = [-127, 64, 0, 0];
  expect(piecesOf(pairs)).toBe(2);
  expect(outline(pairs)).toBe('M0 -64h.8V127h-.8zM1 -1h.8V1h-.8z');
});

it('draws nothing of a channel without samples', () => {
  expect(outline([])).toBe('');
});
