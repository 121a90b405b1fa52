import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type JudgeRetried, type JudgeView } from '@/lib/api';

const root = '/judge';

export function useJudge() {
  return useQuery({
    queryKey: [root],
    queryFn: ({ signal }) => api.get<JudgeView>(root, { signal }),
    refetchInterval: 30_000,
  });
}

export function useJudgeRetry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<JudgeRetried>(`${root}/retry`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: [root] }),
  });
}
