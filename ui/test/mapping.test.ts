import { expect, it } from 'vitest';
import { doubledColumns, examplesOf, missingFields, shareDone } from '@/features/imports/mapping';

const fields = [
  { name: 'account_id', required: true },
  { name: 'email', required: false },
];

it('an import can start once every required field has a column', () => {
  expect(missingFields(fields, { account_id: null })).toEqual(['account_id']);
  expect(missingFields(fields, { account_id: 'no', email: null })).toEqual([]);
});

it('a column used twice is named once', () => {
  expect(doubledColumns({ a: 'x', b: 'x', c: 'x', d: 'y', e: null })).toEqual(['x']);
});

it('examples come from the chosen column, empty values left out', () => {
  const file = {
    columns: ['a', 'b'],
    sample: [
      ['1', ''],
      ['2', 'z'],
    ],
  };
  expect(examplesOf(file, 'b')).toEqual(['z']);
  expect(examplesOf(file, null)).toEqual([]);
  expect(examplesOf(file, 'gone')).toEqual([]);
});

it('progress is unknown without a total, never over the whole, and whole when done', () => {
  expect(shareDone({ rowsRead: 5, rowsTotal: null, status: 'running' })).toBeNull();
  expect(shareDone({ rowsRead: 9, rowsTotal: 8, status: 'running' })).toBe(1);
  expect(shareDone({ rowsRead: 0, rowsTotal: null, status: 'done' })).toBe(1);
});
