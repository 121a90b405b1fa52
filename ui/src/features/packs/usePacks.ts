import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  api,
  type PackCheckView,
  type PackComparisonView,
  type PackDeskView,
  type PackDetailView,
  type PackUploadView,
  type PackVersionView,
  type ProposalView,
  type ProposePacksRequest,
} from '@/lib/api';

const root = '/contacts/packs';
const versionPath = (name: string, hash: string) =>
  `${root}/${encodeURIComponent(name)}/versions/${encodeURIComponent(hash)}`;

/** What decides, what waits for a second person, and what there is. */
export function useDesk() {
  return useQuery({
    queryKey: [root, 'desk'],
    queryFn: ({ signal }) => api.get<PackDeskView>(`${root}/desk`, { signal }),
    refetchInterval: 60_000,
  });
}

export function usePack(name: string, hash: string) {
  return useQuery({
    queryKey: [root, name, hash],
    queryFn: ({ signal }) => api.get<PackDetailView>(versionPath(name, hash), { signal }),
    staleTime: 300_000,
  });
}

export function useVersions(name: string) {
  return useQuery({
    queryKey: [root, name, 'versions'],
    queryFn: ({ signal }) =>
      api.get<PackVersionView[]>(`${root}/${encodeURIComponent(name)}/versions`, { signal }),
  });
}

/** Runs the vectors on the server, when asked. */
export function useCheck(name: string, hash: string) {
  return useQuery({
    queryKey: [root, name, hash, 'check'],
    queryFn: ({ signal }) => api.get<PackCheckView>(`${versionPath(name, hash)}/check`, { signal }),
    enabled: false,
    gcTime: 0,
  });
}

export function useComparison(name: string, from: string | undefined, to: string) {
  return useQuery({
    queryKey: [root, name, 'comparison', from, to],
    queryFn: ({ signal }) =>
      api.get<PackComparisonView>(`${root}/${encodeURIComponent(name)}/comparison`, {
        query: { from, to },
        signal,
      }),
    enabled: from !== undefined && from !== to,
  });
}

export function useProposals() {
  return useQuery({
    queryKey: [root, 'proposals'],
    queryFn: ({ signal }) => api.get<ProposalView[]>(`${root}/proposals`, { signal }),
  });
}

function useChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [root] });
}

export function usePropose() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (request: ProposePacksRequest) => api.post<ProposalView>(`${root}/proposals`, request),
    onSuccess: changed,
  });
}

export function useUpload() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (text: string) => api.post<PackUploadView>(`${root}/uploads`, { text }),
    onSuccess: changed,
  });
}
