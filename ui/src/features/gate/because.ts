import type { TFunction } from 'i18next';

/** What a rule saw. Engines say it in short English; counts are said in the reader's language. */
export function becauseOf(t: TFunction, words: string | null | undefined): string | undefined {
  if (!words) return undefined;
  const count = words.match(/^(\d+) of (\d+) in /);
  return count ? t('gate:because.count', { before: count[1], limit: count[2] }) : words;
}
