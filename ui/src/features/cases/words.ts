import type { CaseRow } from '@/lib/api';
import type { Tone } from '@/ui/StatusDot';

/** Stages of being late, in months, as portfolios name them. */
export const buckets = ['M0', 'M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M6+'];
export const statuses = ['open', 'paused', 'closed'];

const tones: Record<string, Tone> = { open: 'good', paused: 'warn' };

export function statusTone(row: Pick<CaseRow, 'status'>): Tone {
  return tones[row.status] ?? 'quiet';
}
