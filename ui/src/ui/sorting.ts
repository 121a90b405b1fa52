import type { TableColumnType, TableProps } from 'antd';

/** What makes a column one the server can sort by: its key is the word of the API, a minus before it means greatest first. */
export function sortable<T>(
  key: string,
  sort: string | undefined,
): Pick<TableColumnType<T>, 'key' | 'sorter' | 'sortDirections' | 'sortOrder'> {
  return {
    key,
    sorter: true,
    sortDirections: ['descend', 'ascend'],
    sortOrder: sort === `-${key}` ? 'descend' : sort === key ? 'ascend' : null,
  };
}

type Chosen<T> = Parameters<NonNullable<TableProps<T>['onChange']>>[2];

/** The word of the API for what was chosen at the heads of the columns; undefined for the server's own order. */
export function sortOf<T>(chosen: Chosen<T>): string | undefined {
  const one = Array.isArray(chosen) ? chosen[0] : chosen;
  if (!one?.order || one.columnKey === undefined) return undefined;
  return one.order === 'descend' ? `-${one.columnKey}` : String(one.columnKey);
}
