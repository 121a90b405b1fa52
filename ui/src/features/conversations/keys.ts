import type { KeyBinding } from '@/lib/hotkeys';

export const conversationKeys: readonly KeyBinding[] = [
  { id: 'next', keys: 'j', label: 'conversations:keys.next' },
  { id: 'previous', keys: 'k', label: 'conversations:keys.previous' },
  { id: 'clear', keys: 'Escape', label: 'conversations:keys.clear' },
];
