import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type KeyBinding, listenForKeys, useHotkeys } from '@/lib/hotkeys';
import { setPreference } from '@/lib/preferences';

const bindings: readonly KeyBinding[] = [
  { id: 'uphold', keys: 'a', label: '' },
  { id: 'submit', keys: 'mod+Enter', label: '' },
  { id: 'go', keys: 'g w', label: '' },
];
let pressed: string[] = [];
let root: Root;
let note: HTMLTextAreaElement;

function Page() {
  const handler = (id: string) => () => {
    pressed.push(id);
  };
  useHotkeys('test', bindings, { uphold: handler('uphold'), submit: handler('submit'), go: handler('go') });
  return <textarea />;
}

const type = (key: string, target: EventTarget = document.body, held: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }));
const compose = (what: 'compositionstart' | 'compositionend') =>
  note.dispatchEvent(new Event(what, { bubbles: true }));

beforeAll(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  listenForKeys();
});
beforeEach(async () => {
  pressed = [];
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  await act(async () => root.render(<Page />));
  note = place.querySelector('textarea') as HTMLTextAreaElement;
});
afterEach(async () => {
  setPreference('letterKeys', true);
  await act(async () => root.unmount());
});

it('a letter works on the page and is only a letter in a text field', () => {
  type('a');
  type('a', note);
  expect(pressed).toEqual(['uphold']);
});

it('a letter held with a modifier that is not named is somebody else’s key', () => {
  type('a', document.body, { ctrlKey: true });
  type('a', document.body, { altKey: true });
  expect(pressed).toEqual([]);
});

it('submitting works from the text field, but the Enter that commits a composition does not', async () => {
  compose('compositionstart');
  type('Enter', note, { ctrlKey: true });
  compose('compositionend');
  type('Enter', note, { ctrlKey: true });
  expect(pressed).toEqual([]);
  await new Promise((next) => setTimeout(next, 0));
  type('Enter', note, { ctrlKey: true });
  expect(pressed).toEqual(['submit']);
});

it('two strokes go somewhere, and a stray stroke between them does not', () => {
  type('g');
  type('w');
  type('g');
  type('x');
  type('w');
  expect(pressed).toEqual(['go']);
});

it('single letters can be switched off; the other keys stay', () => {
  setPreference('letterKeys', false);
  type('a');
  type('Enter', document.body, { ctrlKey: true });
  expect(pressed).toEqual(['submit']);
});
