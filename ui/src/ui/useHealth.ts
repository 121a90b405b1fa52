import { useQuery } from '@tanstack/react-query';
import { api, type HealthView } from '@/lib/api';

/** How everything is that the ledger stands on. */
export function useHealth(refetchInterval: number, enabled = true) {
  return useQuery({
    queryKey: ['/evidence/health'],
    queryFn: ({ signal }) => api.get<HealthView>('/evidence/health', { signal }),
    refetchInterval,
    enabled,
  });
}
