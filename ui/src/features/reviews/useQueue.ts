import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { itemsOf, type PagedQuery, type ReviewItem, totalOf, usePages } from '@/lib/api';
import { useMe } from '@/lib/session';
import { queueRows } from './queue';

const refreshMs = 5000;
const itemKey = (id: string) => ['/reviews', 'item', id];

/** The rows of the queue and the chosen one. The newest state of an item wins over the list it came in. */
export function useQueue() {
  const me = useMe().staff.id;
  const client = useQueryClient();
  const search = useSearch({ from: '/shell/reviews' });
  const navigate = useNavigate({ from: '/reviews' });
  const status = search.status ?? 'waiting';
  const filters = { status, severity: search.severity, category: search.category };
  const mine = usePages<ReviewItem>(
    '/reviews',
    { status: 'claimed', mine: true },
    { refetchInterval: refreshMs },
  );
  const list = usePages<ReviewItem>('/reviews', filters, { refetchInterval: refreshMs });
  // A render follows each remembered item; the cache itself does not announce keys nobody observes.
  const [, setVersion] = useState(0);

  const fresh = (id: string) => client.getQueryData<ReviewItem>(itemKey(id));
  const rows = status === 'waiting' ? queueRows(itemsOf(mine), itemsOf(list), fresh) : itemsOf(list);
  const chosen =
    search.item === undefined
      ? undefined
      : (fresh(search.item) ?? rows.find((row) => row.id === search.item));

  return {
    me,
    list,
    rows,
    chosen,
    chosenId: search.item,
    status,
    filtered: search.severity !== undefined || search.category !== undefined,
    /** How many wait, `50+` when the server did not count them; null on the other tabs. */
    waiting: status === 'waiting' ? countOf(list) : null,
    choose: (item: string | undefined) => navigate({ search: { ...search, item }, replace: true }),
    remember: (item: ReviewItem) => {
      client.setQueryData(itemKey(item.id), item);
      setVersion((version) => version + 1);
    },
    refresh: () =>
      client.invalidateQueries({
        queryKey: ['/reviews'],
        predicate: (query) => query.queryKey[1] !== 'item',
      }),
  };
}

function countOf(list: PagedQuery<ReviewItem>): string {
  return String(totalOf(list) ?? `${itemsOf(list).length}${list.hasNextPage ? '+' : ''}`);
}

export type Queue = ReturnType<typeof useQueue>;
