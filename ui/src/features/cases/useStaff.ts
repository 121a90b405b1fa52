import { useQuery } from '@tanstack/react-query';
import { api, type Page, type StaffView } from '@/lib/api';

/** The institution's staff, for choosing one: up to 200, as many as a list in a drop-down bears. */
export function useStaff(enabled = true): StaffView[] {
  const query = useQuery({
    queryKey: ['/staff', 'choice'],
    queryFn: ({ signal }) => api.get<Page<StaffView>>('/staff', { query: { limit: 200 }, signal }),
    staleTime: 60_000,
    enabled,
  });
  return query.data?.items ?? [];
}
