import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { api, type Query } from './client';
import type { Page } from './types';

export type PagedQuery<T> = UseInfiniteQueryResult<InfiniteData<Page<T>>>;

/** A cursor list of the server, read page by page. The key is the path and the filters. */
export function usePages<T>(
  path: string,
  filters: Query = {},
  options: { enabled?: boolean; refetchInterval?: number; limit?: number } = {},
): PagedQuery<T> {
  return useInfiniteQuery({
    queryKey: [path, filters],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<T>>(path, {
        query: { ...filters, cursor: pageParam, limit: options.limit ?? 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (previous) => previous,
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchInterval ?? false,
  });
}

export function itemsOf<T>(query: PagedQuery<T>): T[] {
  return query.data?.pages.flatMap((page) => page.items) ?? [];
}

export function totalOf<T>(query: PagedQuery<T>): number | null {
  return query.data?.pages[0]?.total ?? null;
}
