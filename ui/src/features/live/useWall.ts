import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type AlertView, api, type Page, type WallView } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { followLive, type LiveState } from '@/lib/hub';
import { sessionKey, useMe } from '@/lib/session';
import { appendOlder, applyBatch } from './wall';

const wallKey = ['/live/wall'];

/** The wall as the server told it, kept current by live batches laid over the same cached answer. */
export function useWall() {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const wall = useQuery({
    queryKey: wallKey,
    queryFn: ({ signal }) => api.get<WallView>('/live/wall', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const loaded = wall.isSuccess;
  useEffect(() => {
    if (!loaded) return;
    const from = client.getQueryData<WallView>(wallKey)?.seq ?? 0;
    return followLive(from, {
      onBatch: (batch) => client.setQueryData<WallView>(wallKey, (old) => old && applyBatch(old, batch)),
      onState: (next) => {
        setState(next);
        // The server cuts the connection of whose session has ended: then the shell shows the sign-in.
        if (next === 'reconnecting' || next === 'offline') client.invalidateQueries({ queryKey: sessionKey });
      },
    });
  }, [client, loaded]);
  return { ...wall, state, loadOlder: useOlder() };
}

/** Alerts read at once when a reader asks for older ones. */
const olderAtOnce = 100;

/** Reads on behind the wall; null once there is nothing older. */
function useOlder(): (() => Promise<void>) | null {
  const client = useQueryClient();
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  if (cursor === null) return null;
  return async () => {
    const page = await api.get<Page<AlertView>>('/alerts', { query: { limit: olderAtOnce, cursor } });
    client.setQueryData<WallView>(wallKey, (old) => old && appendOlder(old, page.items));
    setCursor(page.next);
  };
}

/** Acknowledging shows at once and is taken back if the server refuses. */
export function useAcknowledge(onRefused: (error: unknown, alert: AlertView) => void) {
  const client = useQueryClient();
  const me = useMe().staff.displayName;
  const patch = (alert: AlertView) =>
    client.setQueryData<WallView>(
      wallKey,
      (old) => old && { ...old, alerts: old.alerts.map((one) => (one.id === alert.id ? alert : one)) },
    );
  return async (alert: AlertView) => {
    if (alert.acknowledgedAt !== null) return;
    patch({ ...alert, acknowledgedBy: me, acknowledgedAt: new Date(serverNow()).toISOString() });
    try {
      const answer = await api.post<AlertView | undefined>(`/alerts/${alert.id}/acknowledgement`);
      if (answer?.id === alert.id) patch(answer);
    } catch (error) {
      patch(alert);
      onRefused(error, alert);
    }
  };
}
