import { describe, expect, it } from 'vitest';
import { chordOf, clashes, type KeyBinding, keyCaps } from '@/lib/hotkeys';
import { shellKeys } from '@/ui/nav';

const pages = import.meta.glob<Record<string, unknown>>('../src/features/*/keys.ts', { eager: true });
const pageKeys = Object.entries(pages).flatMap(([path, module]) =>
  Object.values(module)
    .filter((value): value is KeyBinding[] => Array.isArray(value))
    .map((bindings) => [path, bindings] as const),
);
const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('keys', () => {
  it('of the shell do not clash among themselves', () => {
    expect(clashes(shellKeys)).toEqual([]);
  });
  it.each([['(none)', [] as readonly KeyBinding[]] as const, ...pageKeys])(
    'of %s do not clash with the shell',
    (_, bindings) => {
      expect(clashes([...shellKeys, ...bindings])).toEqual([]);
    },
  );
  it('that hide the start of a sequence are a clash', () => {
    expect(
      clashes([
        { id: 'a', keys: 'g', label: '' },
        { id: 'b', keys: 'g w', label: '' },
      ]),
    ).toHaveLength(1);
  });
  it('are read as they are written', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('J', { shiftKey: true })).toBe('shift+j');
    expect(press('Enter', { ctrlKey: true })).toBe('mod+Enter');
    expect(press('ArrowRight', { shiftKey: true })).toBe('shift+ArrowRight');
    expect(keyCaps('mod+Enter')).toEqual([['Ctrl', '↵']]);
  });
});
