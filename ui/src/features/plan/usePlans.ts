import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type ContactPlanRequest, type ContactPlanView } from '@/lib/api';

const list = ['/contacts/plans'];
const lookMs = 700;

export const isUnfinished = (plan: ContactPlanView | undefined) =>
  plan?.status === 'waiting' || plan?.status === 'running';

/** The plans that I made and that are still kept, newest first. */
export function usePlans() {
  return useQuery({
    queryKey: list,
    queryFn: ({ signal }) => api.get<ContactPlanView[]>('/contacts/plans', { signal }),
  });
}

/** One plan; looked at again while it is being made. */
export function usePlan(id: string | undefined) {
  return useQuery({
    queryKey: [...list, id],
    queryFn: ({ signal }) => api.get<ContactPlanView>(`/contacts/plans/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: (query) => (isUnfinished(query.state.data) ? lookMs : false),
  });
}

export function usePlanActs() {
  const client = useQueryClient();
  const keep = (plan: ContactPlanView) => {
    client.setQueryData([...list, plan.id], plan);
    client.invalidateQueries({ queryKey: list });
    return plan;
  };
  return {
    make: async (request: ContactPlanRequest) =>
      keep(await api.post<ContactPlanView>('/contacts/plans', request)),
    cancel: async (id: string) => keep(await api.post<ContactPlanView>(`/contacts/plans/${id}/cancellation`)),
  };
}
