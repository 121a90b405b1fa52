import { useState } from 'react';
import type { AlertView } from '@/lib/api';
import { type Frozen, freeze, shownAlerts, type WallFilter } from './wall';

type Reason = 'hover' | 'scroll' | 'chosen';

/** The list stands still for as long as anybody hovers over it, has scrolled it or has chosen a row. */
export function useFreeze(alerts: readonly AlertView[], filter: WallFilter) {
  const [reasons, setReasons] = useState<ReadonlySet<Reason>>(new Set());
  const [frozen, setFrozen] = useState<Frozen>(null);
  const { rows, waiting } = shownAlerts(alerts, filter, frozen);
  const hold = (reason: Reason, on: boolean) => {
    if (reasons.has(reason) === on) return;
    const next = new Set(reasons);
    if (on) next.add(reason);
    else next.delete(reason);
    setReasons(next);
    if (next.size === 0) setFrozen(null);
    else if (frozen === null) setFrozen(freeze(alerts, rows));
  };
  /** Takes in what waited. A reader who still hovers keeps a still list from here on. */
  const release = () => {
    const hovers = reasons.has('hover');
    setReasons(new Set<Reason>(hovers ? ['hover'] : []));
    setFrozen(hovers ? freeze(alerts, shownAlerts(alerts, filter, null).rows) : null);
  };
  return { rows, waiting, hold, release };
}
