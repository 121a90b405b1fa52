import { useEffect, useSyncExternalStore } from 'react';
import { usePreference } from './preferences';

const system = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;

/** Whether the dark side is shown: the person's choice, or the system's. */
export function useDark(): boolean {
  const choice = usePreference('theme');
  const systemDark = useSyncExternalStore(
    (listener) => {
      system?.addEventListener('change', listener);
      return () => system?.removeEventListener('change', listener);
    },
    () => system?.matches ?? false,
  );
  const dark = choice === 'dark' || (choice === 'system' && systemDark);
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }, [dark]);
  return dark;
}
