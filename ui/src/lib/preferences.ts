import { useSyncExternalStore } from 'react';

/** What a person chose for this browser. Nothing personal, nothing secret. */
export type Preferences = {
  language: 'zh' | 'en';
  theme: 'light' | 'dark' | 'system';
  /** Single-letter keys can be switched off (WCAG 2.1.4). */
  letterKeys: boolean;
  menuFolded: boolean;
};

const defaults: Preferences = { language: 'zh', theme: 'system', letterKeys: true, menuFolded: false };
const storageKey = 'daylight.preferences';
const listeners = new Set<() => void>();
let current: Preferences = read();

function read(): Preferences {
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') };
  } catch {
    return defaults;
  }
}

export function preference<K extends keyof Preferences>(name: K): Preferences[K] {
  return current[name];
}

export function setPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  current = { ...current, [name]: value };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // A browser may refuse storage; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

export function usePreference<K extends keyof Preferences>(name: K): Preferences[K] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current[name],
  );
}
