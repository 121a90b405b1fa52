import { useQuery } from '@tanstack/react-query';
import { api, type EvidenceStatus } from '@/lib/api';

const refreshMs = 5000;
export const statusKey = ['/evidence/status'];

export function useStatus() {
  return useQuery({
    queryKey: statusKey,
    queryFn: ({ signal }) => api.get<EvidenceStatus>('/evidence/status', { signal }),
    refetchInterval: refreshMs,
  });
}
