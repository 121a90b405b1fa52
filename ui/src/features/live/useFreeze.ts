import { useState } from 'react';
import type { AlertView } from '@/lib/api';
import type { Frozen } from './wall';

type Reason = 'hover' | 'scroll' | 'chosen';

/** The list stands still for as long as anybody hovers over it, has scrolled it or has chosen a row. */
export function useFreeze(current: () => readonly AlertView[]) {
  const [reasons, setReasons] = useState<ReadonlySet<Reason>>(new Set());
  const [frozen, setFrozen] = useState<Frozen>(null);
  const hold = (reason: Reason, on: boolean) => {
    if (reasons.has(reason) === on) return;
    const next = new Set(reasons);
    if (on) next.add(reason);
    else next.delete(reason);
    setReasons(next);
    if (next.size === 0) setFrozen(null);
    else if (frozen === null) setFrozen(new Set(current().map((alert) => alert.id)));
  };
  /** Takes in what waited; a reader who stays keeps a still list from here on. */
  const takeIn = (alerts: readonly AlertView[]) =>
    setFrozen(reasons.has('hover') ? new Set(alerts.map((alert) => alert.id)) : null);
  const release = () => {
    setReasons((before) => new Set([...before].filter((reason) => reason === 'hover')));
  };
  return { frozen, hold, takeIn, release };
}
