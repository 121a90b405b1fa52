import type { TFunction } from 'i18next';

/** The word of a closed list, or the raw value when the server knows one that this console does not. */
export function labelOf(t: TFunction, list: string, value: string | null | undefined): string {
  return value ? t(`words:${list}.${value}`, { defaultValue: value }) : '';
}
