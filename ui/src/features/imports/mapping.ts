import type { ImportView } from '@/lib/api';

export type Mapping = Record<string, string | null>;

/** Required fields that no column fills. */
export function missingFields(fields: ImportView['fields'], mapping: Mapping): string[] {
  return fields.filter((field) => field.required && !mapping[field.name]).map((field) => field.name);
}

/** Columns that fill more than one field: allowed by the server, nearly always a slip. */
export function doubledColumns(mapping: Mapping): string[] {
  const columns = Object.values(mapping).filter((column): column is string => Boolean(column));
  return [...new Set(columns.filter((column, index) => columns.indexOf(column) !== index))];
}

/** Example values of a column, in the order of the sample. */
export function examplesOf(view: Pick<ImportView, 'columns' | 'sample'>, column: string | null): string[] {
  const index = column === null ? -1 : view.columns.indexOf(column);
  return index < 0 ? [] : view.sample.map((row) => row[index] ?? '').filter((value) => value !== '');
}

/** Rows that were neither changed nor refused count too: an import is done when all were read. */
export function shareDone(view: Pick<ImportView, 'rowsRead' | 'rowsTotal' | 'status'>): number | null {
  if (view.status === 'done') return 1;
  if (!view.rowsTotal) return null;
  return Math.min(1, view.rowsRead / view.rowsTotal);
}
