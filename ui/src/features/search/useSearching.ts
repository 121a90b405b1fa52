import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type SearchAnswer, type SearchRequest } from '@/lib/api';
import { useSession } from '@/lib/session';

type Asked = { by: string; question: SearchRequest };

/** The last question of this tab, so that coming back from a conversation shows the hits again. Words stand in no address. */
let last: Asked | undefined;

const keptMs = 10 * 60_000;

/** Asks a question and reads on; each page that is asked for is an entry, so nothing is asked again by itself. */
export function useSearching() {
  const by = useSession().data?.staff.id ?? '';
  const [asked, setAsked] = useState(() => (last?.by === by ? last : undefined));
  const question = asked?.question;
  const query = useInfiniteQuery({
    queryKey: ['/conversations/searches', by, question],
    queryFn: ({ pageParam, signal }) =>
      api.post<SearchAnswer>('/conversations/searches', { ...question, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor ?? undefined,
    enabled: question !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const ask = (next: SearchRequest) => {
    last = { by, question: next };
    setAsked(last);
    if (JSON.stringify(next) === JSON.stringify(question)) query.refetch();
  };
  return { question, query, ask };
}

export type Searching = ReturnType<typeof useSearching>;
