import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, itemsOf, type Page, type PagedQuery, type ReviewItem, totalOf, usePages } from '@/lib/api';
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

  const known = (id: string | undefined) => (id ? client.getQueryData<ReviewItem>(itemKey(id)) : undefined);
  /** What we did ourselves, as long as the list has not been read since. */
  const fresh = (id: string) => {
    const at = client.getQueryState(itemKey(id))?.dataUpdatedAt ?? 0;
    return at > list.dataUpdatedAt ? known(id) : undefined;
  };
  const picked = known(search.item);
  const held = picked?.status === 'claimed' && picked.claimedById === me ? [picked] : [];
  const rows =
    status === 'waiting' ? queueRows([...held, ...itemsOf(mine)], itemsOf(list), fresh) : itemsOf(list);
  const listed = picked ?? rows.find((row) => row.id === search.item);
  const found = useFound(listed || list.isPending || mine.isPending ? undefined : search.item);
  const chosen = listed ?? found.data ?? undefined;

  return {
    me,
    list,
    rows,
    chosen,
    chosenId: search.item,
    looking: found.isLoading,
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

/** Pages of the queue searched for an item that an address names, each of the longest size the server gives. */
const pagesSearched = 10;
const pageSize = 200;

/** An item opened by its address, wherever it stands in the queue; null when it is not to be found. */
function useFound(id: string | undefined) {
  return useQuery({
    queryKey: ['/reviews', 'found', id],
    enabled: id !== undefined,
    queryFn: async ({ signal }) => {
      let cursor: string | null = null;
      for (let page = 0; page < pagesSearched; page++) {
        const query = { limit: pageSize, cursor };
        const list: Page<ReviewItem> = await api.get<Page<ReviewItem>>('/reviews', { query, signal });
        const item = list.items.find((one) => one.id === id);
        if (item) return item;
        if (!list.next) break;
        cursor = list.next;
      }
      return null;
    },
  });
}

function countOf(list: PagedQuery<ReviewItem>): string {
  return String(totalOf(list) ?? `${itemsOf(list).length}${list.hasNextPage ? '+' : ''}`);
}

export type Queue = ReturnType<typeof useQueue>;
