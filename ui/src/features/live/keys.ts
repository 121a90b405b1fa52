import type { KeyBinding } from '@/lib/hotkeys';

export const wallKeys: readonly KeyBinding[] = [
  { id: 'down', keys: 'j', label: 'live:keys.down' },
  { id: 'up', keys: 'k', label: 'live:keys.up' },
  { id: 'open', keys: 'Enter', label: 'live:keys.open' },
  { id: 'acknowledge', keys: 'a', label: 'live:keys.acknowledge' },
  { id: 'newest', keys: 'Escape', label: 'live:keys.newest' },
];
