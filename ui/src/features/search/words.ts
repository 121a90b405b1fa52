/** A word has two letters, digits or Han characters side by side; the index knows no less. */
export function isLongEnough(word: string): boolean {
  return /[\p{L}\p{N}]{2}|[\u{10000}-\u{10FFFF}]/u.test(word);
}
