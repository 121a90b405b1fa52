import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followNotices } from '@/lib/hub';
import { useCan } from '@/lib/session';

/** What a notice makes old. */
const stale: Record<string, string[]> = {
  emergency: ['/break-glass'],
  health: ['/evidence/health'],
};

/** Asks anew for what the server says has changed, on every page, for those who may hear of it. */
export function useNotices() {
  const client = useQueryClient();
  const live = useCan('alert.read');
  const reviews = useCan('break-glass.review');
  const reads = useCan('evidence.read');
  const hears = live && (reviews || reads);
  useEffect(() => {
    if (!hears) return;
    return followNotices((kind) => {
      const queryKey = stale[kind];
      if (queryKey) client.invalidateQueries({ queryKey });
    });
  }, [client, hears]);
}
