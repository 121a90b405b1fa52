import { z } from 'zod';

export const evidenceSearch = z.object({
  tab: z.string().optional().catch(undefined),
  caseId: z.string().optional().catch(undefined),
});
