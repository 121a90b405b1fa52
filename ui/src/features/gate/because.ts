import type { TFunction } from 'i18next';
import { labelOf } from '@/lib/label';

/** What a rule saw. The engine says it in a few fixed shapes, which are told in the reader's language. */
export function becauseOf(t: TFunction, words: string | null | undefined): string | undefined {
  if (!words) return undefined;
  const count = words.match(/^(\d+) of (\d+) in /);
  if (count) return t('gate:because.count', { before: count[1], limit: count[2] });
  if (words === 'too few staff') return t('gate:because.fewStaff');
  if (words === 'number of staff not known') return t('gate:because.staffUnknown');
  const fact = words.match(/^([a-z-]+)(?:: ([a-z-]+))?$/);
  if (!fact) return words;
  const known = [labelOf(t, 'factKind', fact[1]), labelOf(t, 'factScope', fact[2])].filter(Boolean);
  return t('gate:because.fact', { fact: known.join(' · ') });
}
