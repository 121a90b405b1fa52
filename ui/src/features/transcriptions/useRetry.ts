import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type TranscriptionView } from '@/lib/api';

/** A failed job waits again, with all its attempts before it. */
export function useRetry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post<TranscriptionView>(`/transcriptions/${id}/retry`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['/transcriptions'] }),
  });
}
