import type { KeyBinding } from '@/lib/hotkeys';

export const reviewKeys: readonly KeyBinding[] = [
  { id: 'down', keys: 'j', label: 'reviews:keys.down' },
  { id: 'up', keys: 'k', label: 'reviews:keys.up' },
  { id: 'claim', keys: 'Enter', label: 'reviews:keys.claim' },
  { id: 'upheld', keys: 'a', label: 'reviews:keys.upheld' },
  { id: 'overturned', keys: 'r', label: 'reviews:keys.overturned' },
  { id: 'unclear', keys: 'u', label: 'reviews:keys.unclear' },
  { id: 'note', keys: 'n', label: 'reviews:keys.note' },
  { id: 'submit', keys: 'mod+Enter', label: 'reviews:keys.submit' },
  { id: 'undo', keys: 'z', label: 'reviews:keys.undo' },
  { id: 'release', keys: 's', label: 'reviews:keys.release' },
  { id: 'open', keys: 'o', label: 'reviews:keys.open' },
];
