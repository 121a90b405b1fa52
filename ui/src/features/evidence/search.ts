import { z } from 'zod';

const text = z.string().optional().catch(undefined);

export const evidenceTabs = ['status', 'entries', 'emergencies', 'offline'] as const;
export type EvidenceTab = (typeof evidenceTabs)[number];

export const evidenceSearch = z.object({
  tab: z.enum(evidenceTabs).optional().catch(undefined),
  /** Only the entries of one case. */
  caseId: text,
});
