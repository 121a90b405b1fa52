import type { PackProblem, RulebookProblem } from '@/lib/api';

/** A problem of a rulebook as the numbered text shows one: column first, then what is wrong and what would be right. */
export function sourceProblem(one: RulebookProblem): PackProblem {
  return {
    file: '',
    line: one.line,
    field: String(one.column),
    message: one.proposal ? `${one.message}; ${one.proposal}` : one.message,
  };
}

/** The lines of one rule in its text. */
export function linesOf(text: string, from: number, to: number): string {
  return text
    .split(/\r?\n/)
    .slice(from - 1, to)
    .join('\n');
}
