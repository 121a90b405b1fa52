import { type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { LiveBatch } from './api';

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline';
type Listener = {
  onBatch: (batch: LiveBatch) => void;
  onState: (state: LiveState) => void;
};

const retryMs = [0, 500, 1000, 2000, 5000, 5000, 10_000];

/**
 * Keeps a connection to the live feed until stopped. `onConnected` runs after each start and each reconnect; where it
 * fails at the start, the start is tried again.
 */
function connect(listen: {
  to: (connection: HubConnection) => void;
  onConnected?: (connection: HubConnection) => Promise<void>;
  onState?: (state: LiveState) => void;
}): () => void {
  const { to, onConnected = async () => {}, onState = () => {} } = listen;
  let stopped = false;
  const connection = new HubConnectionBuilder()
    .withUrl('/hub/live')
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (c) => retryMs[c.previousRetryCount] ?? 10_000 })
    .configureLogging(LogLevel.None)
    .build();

  const ready = async () => {
    await onConnected(connection);
    onState('live');
  };
  const start = async (attempt: number): Promise<void> => {
    if (stopped) return;
    try {
      onState(attempt === 0 ? 'connecting' : 'reconnecting');
      await connection.start();
      await ready();
    } catch {
      if (stopped) return;
      onState('offline');
      setTimeout(() => start(attempt + 1), retryMs[attempt + 1] ?? 10_000);
    }
  };

  to(connection);
  connection.onreconnecting(() => onState('reconnecting'));
  connection.onreconnected(() => ready().catch(() => onState('offline')));
  connection.onclose(() => {
    if (stopped) return;
    onState('offline');
    setTimeout(() => start(1), 2000);
  });
  start(0);
  return () => {
    stopped = true;
    connection.stop();
  };
}

/**
 * Hears that something changed which must be seen at once. A notice says only of what kind; whoever hears it asks. Pages that
 * hear nothing (the connection is away, no right to it) ask by themselves now and then.
 */
export function followNotices(onNotice: (kind: string) => void): () => void {
  return connect({ to: (connection) => connection.on('notice', onNotice) });
}

/**
 * Follows the live feed. After a reconnect it asks for everything since the last batch it saw,
 * so that a gap in the connection never becomes a gap on the screen.
 */
export function followLive(since: number, listener: Listener): () => void {
  let seen = since;
  const take = (batch: LiveBatch) => {
    // After a restart the server may count from elsewhere; its snapshot is then where we stand.
    seen = batch.snapshot ? batch.seq : Math.max(seen, batch.seq);
    listener.onBatch(batch);
  };
  return connect({
    to: (connection) => connection.on('batch', take),
    onConnected: async (connection) => take(await connection.invoke<LiveBatch>('Since', seen)),
    onState: listener.onState,
  });
}
