import { useNavigate } from '@tanstack/react-router';
import { Button, Skeleton, Table, type TableColumnsType } from 'antd';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsOf, type PagedQuery, totalOf } from '@/lib/api';
import { EmptyState } from './EmptyState';
import { sortOf } from './sorting';
import { useIsPhone } from './useIsPhone';

type Props<T> = {
  query: PagedQuery<T>;
  columns: TableColumnsType<T>;
  rowKey: (row: T) => string;
  /** Where a row leads. Ctrl or middle click opens a tab, as with any link. */
  href?: (row: T) => string;
  /** Instead of leading elsewhere: what a click on a row does. */
  onRow?: (row: T) => void;
  /** A row as a card, for phones. */
  card: (row: T) => ReactNode;
  /** What to show while there is nothing at all. */
  empty?: ReactNode;
  /** What a row opens to beneath itself; phones put it into the card. */
  expand?: (row: T) => ReactNode;
  /** What was chosen at the head of a sortable column; undefined for the server's own order. */
  onSort?: (sort: string | undefined) => void;
  filtered?: boolean;
  onClearFilters?: () => void;
};

/** A server list: table on a desk, cards on a phone; keeps the old rows while it reads new ones. */
export function DataTable<T extends object>(props: Props<T>) {
  const { query, filtered, onClearFilters } = props;
  const phone = useIsPhone();
  const rows = itemsOf(query);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 8 }} title={false} />;
  if (query.isError && rows.length === 0) {
    return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  }
  if (rows.length === 0) {
    if (filtered) return <EmptyState kind="nothing-matches" onClear={onClearFilters} />;
    return props.empty ?? <EmptyState kind="nothing-yet" />;
  }
  return (
    <div className={query.isPlaceholderData ? 'dl-stale' : undefined}>
      {phone ? <Cards {...props} rows={rows} /> : <Rows {...props} rows={rows} />}
      <ListFoot query={query} shown={rows.length} />
    </div>
  );
}

function useOpenRow<T>({ href, onRow }: Pick<Props<T>, 'href' | 'onRow'>) {
  const navigate = useNavigate();
  return (row: T, event: MouseEvent) => {
    if ((event.target as HTMLElement).closest('a, button, input, label, [role=button]')) return;
    if (onRow) onRow(row);
    else if (href && (event.ctrlKey || event.metaKey)) window.open(href(row), '_blank');
    else if (href) navigate({ to: href(row) });
  };
}

function Rows<T extends object>({
  rows,
  columns,
  rowKey,
  expand,
  onSort,
  ...rest
}: Props<T> & { rows: T[] }) {
  const open = useOpenRow(rest);
  const clickable = Boolean(rest.href ?? rest.onRow);
  return (
    <Table<T>
      size="middle"
      rowKey={rowKey}
      columns={columns}
      dataSource={rows}
      pagination={false}
      showSorterTooltip={false}
      onChange={(_, __, chosen) => onSort?.(sortOf(chosen))}
      scroll={expand ? undefined : { x: 'max-content' }}
      expandable={expand ? { expandedRowRender: expand, expandRowByClick: true } : undefined}
      rowClassName={clickable ? 'dl-row' : ''}
      onRow={(row) => (clickable ? { onClick: (event) => open(row, event) } : {})}
    />
  );
}

function Cards<T extends object>({ rows, rowKey, card, ...rest }: Props<T> & { rows: T[] }) {
  const open = useOpenRow(rest);
  return (
    <div>
      {rows.map((row) => (
        // The card holds its own link; the surface around it is a larger target for the thumb.
        // biome-ignore lint/a11y/noStaticElementInteractions: the link inside is the accessible way.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the link inside is the accessible way.
        <div key={rowKey(row)} className="dl-list-card" onClick={(event) => open(row, event)}>
          {card(row)}
        </div>
      ))}
    </div>
  );
}

function ListFoot<T>({ query, shown }: { query: PagedQuery<T>; shown: number }) {
  const { t } = useTranslation('shell');
  const total = totalOf(query);
  return (
    <div className="dl-list-foot">
      <span className="dl-num">
        {total === null
          ? t('list.shown', { shown })
          : t('list.shownOf', { shown, total: total.toLocaleString('en-US') })}
      </span>
      {query.hasNextPage && (
        <Button onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </div>
  );
}
