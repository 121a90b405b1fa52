import { useNavigate } from '@tanstack/react-router';
import { useHotkeys } from '@/lib/hotkeys';
import { allows, useMe } from '@/lib/session';
import { navPages, shellKeys } from './nav';
import { quickOpenId } from './QuickOpen';

export function useShellKeys(toggleSheet: () => void): void {
  const navigate = useNavigate();
  const session = useMe();
  const goes = navPages
    .filter((page) => allows(session, page.anyOf))
    .map((page) => [`go-${page.id}`, () => navigate({ to: page.path })] as const);
  useHotkeys('shell:keys.everywhere', shellKeys, {
    help: toggleSheet,
    search: () => document.getElementById(quickOpenId)?.focus(),
    ...Object.fromEntries(goes),
  });
}
