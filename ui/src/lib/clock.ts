import { useEffect, useState } from 'react';
import type { ClockView } from './api';

type Anchor = { server: number; local: number; pace: number };
let anchor: Anchor = { server: 0, local: 0, pace: 1 };

/** Sets our idea of the server's time. A demonstration day may run faster than real time. */
export function setClock(clock: ClockView, local: number = Date.now()): void {
  anchor = { server: Date.parse(clock.now), local, pace: clock.simulated ? clock.pace : 1 };
}

/** What the server's clock shows now, in milliseconds. Ages and leases are counted by it, never by ours. */
export function serverNow(local: number = Date.now()): number {
  if (anchor.local === 0) return local;
  return anchor.server + (local - anchor.local) * anchor.pace;
}

/** Re-renders every `everyMs` with the server's time. */
export function useServerNow(everyMs = 1000): number {
  const [now, setNow] = useState(() => serverNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
