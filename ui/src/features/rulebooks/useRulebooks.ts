import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  api,
  type RulebookCheckView,
  type RulebookComparisonView,
  type RulebookDeskView,
  type RulebookDetailView,
  type RulebookPublicationView,
  type RulebookUploadView,
} from '@/lib/api';

const root = '/rulebooks';
const versionPath = (hash: string) => `${root}/versions/${encodeURIComponent(hash)}`;

/** What inspects, what waits for a second person, and what there is. */
export function useDesk() {
  return useQuery({
    queryKey: [root, 'desk'],
    queryFn: ({ signal }) => api.get<RulebookDeskView>(root, { signal }),
    refetchInterval: 60_000,
  });
}

export function useVersion(hash: string) {
  return useQuery({
    queryKey: [root, 'version', hash],
    queryFn: ({ signal }) => api.get<RulebookDetailView>(versionPath(hash), { signal }),
  });
}

/** Runs the examples on the server, now. */
export function useExamples(hash: string) {
  return useQuery({
    queryKey: [root, 'check', hash],
    queryFn: ({ signal }) => api.get<RulebookCheckView>(`${versionPath(hash)}/check`, { signal }),
    staleTime: 300_000,
  });
}

export function useComparison(from: string | undefined, to: string) {
  return useQuery({
    queryKey: [root, 'comparison', from, to],
    queryFn: ({ signal }) =>
      api.get<RulebookComparisonView>(`${root}/comparison`, { query: { from, to }, signal }),
    enabled: from !== undefined && from !== to,
  });
}

function useChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [root] });
}

export function useUpload() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (text: string) => api.post<RulebookUploadView>(`${root}/versions`, { text }),
    onSuccess: changed,
  });
}

export function usePropose() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (request: { hash: string; reason: string; effectiveFrom: string | null }) =>
      api.post<RulebookPublicationView>(`${root}/publications`, request),
    onSuccess: changed,
  });
}
