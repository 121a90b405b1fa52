import { useQuery } from '@tanstack/react-query';
import { api, type ConversationView } from '@/lib/api';

/** How often a conversation that is still going on is read again. */
const liveRefreshMs = 1000;

export function useConversation(id: string) {
  return useQuery({
    queryKey: ['/conversations', id],
    queryFn: ({ signal }) => api.get<ConversationView>(`/conversations/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data?.conversation.status === 'live' ? liveRefreshMs : false),
  });
}
