import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Page, type RulebookRunView, type RulebookSample, type RunKind } from '@/lib/api';
import { isOpen } from '@/ui/Runs';

const roots: Record<RunKind, string> = {
  'what-if': '/rulebooks/what-ifs',
  reinspection: '/rulebooks/reinspections',
};

export function useRuns(kind: RunKind) {
  return useQuery({
    queryKey: [roots[kind]],
    queryFn: ({ signal }) => api.get<Page<RulebookRunView>>(roots[kind], { signal }),
    refetchInterval: (query) => (query.state.data?.items.some(isOpen) ? 2_000 : false),
  });
}

/** One run, asked for again while it is under way. */
export function useRun(kind: RunKind, id: string) {
  return useQuery({
    queryKey: [roots[kind], id],
    queryFn: ({ signal }) => api.get<RulebookRunView>(`${roots[kind]}/${id}`, { signal }),
    refetchInterval: (query) => (isOpen(query.state.data) ? 1_000 : false),
  });
}

export function useSamples(id: string, rule: string | undefined, change: 'gained' | 'lost') {
  return useQuery({
    queryKey: [roots['what-if'], id, 'samples', rule, change],
    queryFn: ({ signal }) =>
      api.get<Page<RulebookSample>>(`${roots['what-if']}/${id}/samples`, { query: { rule, change }, signal }),
  });
}

export function useStart(kind: RunKind) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: object) => api.post<RulebookRunView>(roots[kind], request),
    onSuccess: () => client.invalidateQueries({ queryKey: [roots[kind]] }),
  });
}

export function useStop(kind: RunKind, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<RulebookRunView>(`${roots[kind]}/${id}/cancel`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: [roots[kind]] }),
  });
}
