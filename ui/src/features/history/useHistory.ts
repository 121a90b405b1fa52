import { useQuery } from '@tanstack/react-query';
import { api, type FormerFigureEventsView, type HistoryCheckView, type WindowView } from '@/lib/api';

/** Whether history reaches back as far as the rules count. */
export function useContactWindow(enabled = true) {
  return useQuery({
    queryKey: ['/contacts/window'],
    queryFn: ({ signal }) => api.get<WindowView>('/contacts/window', { signal }),
    enabled,
    staleTime: 60_000,
  });
}

/** How the history compares with the former dialer's own counters. */
export function useHistoryCheck() {
  return useQuery({
    queryKey: ['/contacts/history-check'],
    queryFn: ({ signal }) => api.get<HistoryCheckView>('/contacts/history-check', { signal }),
  });
}

export function useFigureEvents(id: string) {
  return useQuery({
    queryKey: ['/contacts/history-check/figures', 'one', id],
    queryFn: ({ signal }) =>
      api.get<FormerFigureEventsView>(`/contacts/history-check/figures/${id}`, { signal }),
  });
}
