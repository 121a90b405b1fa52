import { expect, it } from 'vitest';
import { casesSearch } from '@/features/cases/search';
import { sortable, sortOf } from '@/ui/sorting';

it('a column shows the order the address asks for, and no other column does', () => {
  expect(sortable('balance', '-balance').sortOrder).toBe('descend');
  expect(sortable('balance', 'balance').sortOrder).toBe('ascend');
  expect(sortable('balance', '-daysPastDue').sortOrder).toBeNull();
  expect(sortable('balance', undefined).sortOrder).toBeNull();
});

it('what is chosen at a column head becomes the word of the API, and nothing chosen becomes nothing', () => {
  expect(sortOf({ columnKey: 'balance', order: 'descend' })).toBe('-balance');
  expect(sortOf({ columnKey: 'lastContactAt', order: 'ascend' })).toBe('lastContactAt');
  expect(sortOf({ columnKey: 'balance', order: null })).toBeUndefined();
  expect(sortOf([])).toBeUndefined();
});

it('an order nobody knows is dropped from the address', () => {
  expect(casesSearch.parse({ sort: '-balance' }).sort).toBe('-balance');
  expect(casesSearch.parse({ sort: '-personName' }).sort).toBeUndefined();
});
