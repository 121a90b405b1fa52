import { useQuery } from '@tanstack/react-query';
import { api, type ImportKind, type ImportView } from '@/lib/api';

const pollMs = 500;

export const importKinds: ImportKind[] = [
  'portfolio',
  'parties',
  'history',
  'history-counters',
  'conversations',
];

/** Read again twice a second while it runs, so that the bar moves. */
export function useImport(id: string | undefined) {
  return useQuery({
    queryKey: ['/imports', 'one', id],
    queryFn: ({ signal }) => api.get<ImportView>(`/imports/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? pollMs : false),
  });
}

export function sendFile(kind: ImportKind, file: File, onProgress: (share: number) => void) {
  const form = new FormData();
  // The kind comes first: a server that reads the parts as they arrive knows it before the file.
  form.append('kind', kind);
  form.append('file', file);
  return api.upload<ImportView>('/imports', form, onProgress);
}
