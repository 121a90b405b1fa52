import { useEffect, useRef, useSyncExternalStore } from 'react';
import { preference } from './preferences';

/** One shortcut: `keys` is like `j`, `?`, `Enter`, `mod+Enter`, `shift+ArrowRight` or a sequence `g w`. */
export type KeyBinding = { id: string; keys: string; label: string };
export type KeyHandlers = Record<string, () => void>;
type Active = { group: string; bindings: readonly KeyBinding[]; handlers: { current: KeyHandlers } };

let active: readonly Active[] = [];
const watchers = new Set<() => void>();

/** What can be pressed now, for the sheet behind `?`: bindings that nothing answers are left out. */
export function useActiveKeys(): { group: string; bindings: KeyBinding[] }[] {
  const groups = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => active,
  );
  return groups.map(({ group, bindings, handlers }) => ({
    group,
    bindings: bindings.filter((binding) => handlers.current[binding.id]),
  }));
}

/** Binds a page's keys while it is shown. `group` is the i18n key of the heading in the sheet. */
export function useHotkeys(group: string, bindings: readonly KeyBinding[], handlers: KeyHandlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const mine: Active = { group, bindings, handlers: latest };
    set([...active, mine]);
    return () => set(active.filter((other) => other !== mine));
  }, [group, bindings]);
}

function set(next: readonly Active[]): void {
  active = next;
  for (const watcher of watchers) watcher();
}

let composing = false;
let pendingPrefix: { key: string; until: number } | null = null;
const sequenceMs = 1200;

/** Starts listening; the entry calls it once. */
export function listenForKeys(target: Document = document): void {
  target.addEventListener('compositionstart', () => {
    composing = true;
  });
  // The Enter that commits a composition arrives after compositionend in some browsers.
  target.addEventListener('compositionend', () => {
    setTimeout(() => {
      composing = false;
    }, 0);
  });
  target.addEventListener('keydown', handleKey);
}

function handleKey(event: KeyboardEvent): void {
  if (composing || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const pressed = chordOf(event);
  const writing = isWriting(event.target);
  if (writing && !pressed.startsWith('mod+')) return;
  if (isButtonPress(event)) return;
  const chord = withPrefix(pressed, event.timeStamp);
  for (const group of [...active].reverse()) {
    const binding = group.bindings.find((candidate) => candidate.keys === chord);
    if (!binding || (isLetterKey(binding.keys) && !preference('letterKeys'))) continue;
    const run = group.handlers.current[binding.id];
    if (!run) continue;
    event.preventDefault();
    pendingPrefix = null;
    run();
    return;
  }
  const starts = active.some((group) => group.bindings.some((b) => b.keys.startsWith(`${pressed} `)));
  pendingPrefix = starts ? { key: pressed, until: event.timeStamp + sequenceMs } : null;
}

function withPrefix(pressed: string, at: number): string {
  return pendingPrefix && at <= pendingPrefix.until ? `${pendingPrefix.key} ${pressed}` : pressed;
}

export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  // A shifted sign such as ? is its own key; shift counts for letters and named keys.
  if (event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key))) parts.push('shift');
  return [...parts, key].join('+');
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Enter and Space on a focused button or link press that, whatever a page binds them to. */
function isButtonPress(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  if (event.ctrlKey || event.metaKey) return false;
  return event.target instanceof HTMLElement && event.target.closest('button, a, [role=button]') !== null;
}

function isLetterKey(keys: string): boolean {
  return !keys.includes('+') && keys.split(' ').some((key) => key.length === 1);
}

/** Two bindings that would answer the same keys, or one that hides the start of another's sequence. */
export function clashes(bindings: readonly KeyBinding[]): string[] {
  const found: string[] = [];
  for (const [index, one] of bindings.entries()) {
    for (const other of bindings.slice(index + 1)) {
      const hides = one.keys.startsWith(`${other.keys} `) || other.keys.startsWith(`${one.keys} `);
      if (one.keys === other.keys || hides) found.push(`${one.id} and ${other.id}: ${one.keys}`);
    }
  }
  return found;
}

const shown: Record<string, string> = {
  Enter: '↵',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Space: 'Space',
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
};

/** The caps to draw for a binding: `g w` is two strokes, `mod+Enter` one stroke of two caps. */
export function keyCaps(keys: string): string[][] {
  return keys.split(' ').map((stroke) => stroke.split('+').map((part) => shown[part] ?? part.toUpperCase()));
}
