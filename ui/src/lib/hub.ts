import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { LiveBatch } from './api';

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline';
type Listener = {
  onBatch: (batch: LiveBatch) => void;
  onState: (state: LiveState) => void;
};

const retryMs = [0, 500, 1000, 2000, 5000, 5000, 10_000];

/**
 * Hears that something changed which must be seen at once. A notice says only of what kind; whoever hears it asks. Pages that
 * hear nothing (the connection is away, no right to it) ask by themselves now and then.
 */
export function followNotices(onNotice: (kind: string) => void): () => void {
  let stopped = false;
  const connection = new HubConnectionBuilder()
    .withUrl('/hub/live')
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (c) => retryMs[c.previousRetryCount] ?? 10_000 })
    .configureLogging(LogLevel.None)
    .build();
  const start = async (attempt: number): Promise<void> => {
    if (stopped) return;
    try {
      await connection.start();
    } catch {
      if (!stopped) setTimeout(() => start(attempt + 1), retryMs[attempt + 1] ?? 10_000);
    }
  };
  connection.on('notice', onNotice);
  connection.onclose(() => {
    if (!stopped) setTimeout(() => start(1), 2000);
  });
  start(0);
  return () => {
    stopped = true;
    connection.stop();
  };
}

/**
 * Follows the live feed. After a reconnect it asks for everything since the last batch it saw,
 * so that a gap in the connection never becomes a gap on the screen.
 */
export function followLive(since: number, listener: Listener): () => void {
  let seen = since;
  let stopped = false;
  const connection = new HubConnectionBuilder()
    .withUrl('/hub/live')
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (c) => retryMs[c.previousRetryCount] ?? 10_000 })
    .configureLogging(LogLevel.None)
    .build();

  const take = (batch: LiveBatch) => {
    // After a restart the server may count from elsewhere; its snapshot is then where we stand.
    seen = batch.snapshot ? batch.seq : Math.max(seen, batch.seq);
    listener.onBatch(batch);
  };
  const catchUp = async () => {
    take(await connection.invoke<LiveBatch>('Since', seen));
    listener.onState('live');
  };
  const start = async (attempt: number): Promise<void> => {
    if (stopped) return;
    try {
      listener.onState(attempt === 0 ? 'connecting' : 'reconnecting');
      await connection.start();
      await catchUp();
    } catch {
      if (stopped) return;
      listener.onState('offline');
      setTimeout(() => start(attempt + 1), retryMs[attempt + 1] ?? 10_000);
    }
  };

  connection.on('batch', take);
  connection.onreconnecting(() => listener.onState('reconnecting'));
  connection.onreconnected(() => catchUp().catch(() => listener.onState('offline')));
  connection.onclose(() => {
    if (stopped) return;
    listener.onState('offline');
    setTimeout(() => start(1), 2000);
  });
  start(0);
  return () => {
    stopped = true;
    connection.stop();
  };
}
