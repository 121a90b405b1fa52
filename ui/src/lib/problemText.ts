import type { TFunction } from 'i18next';
import { ApiProblem } from './api';

/** What went wrong in the reader's language where we know the code; otherwise the server's own sentence. */
export function problemText(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error);
  const fields = error.fields.map((field) => field.message).join(' ');
  return t(`words:problem.${error.code}`, { defaultValue: fields || error.detail || error.message });
}
