import { useQuery } from '@tanstack/react-query';
import { api, type PackView, type RuleView } from '@/lib/api';
import { useCan } from '@/lib/session';

/** The policy packs, for those who may read them. They change only with the server. */
export function usePacks() {
  const allowed = useCan('pack.read');
  return useQuery({
    queryKey: ['/contacts/packs'],
    queryFn: ({ signal }) => api.get<PackView[]>('/contacts/packs', { signal }),
    staleTime: 300_000,
    enabled: allowed,
  });
}

/** A rule of any pack by its id, while packs are known. */
export function useRule(): (id: string) => RuleView | undefined {
  const { data } = usePacks();
  return (id) => data?.flatMap((pack) => pack.rules).find((rule) => rule.id === id);
}
