import { z } from 'zod';

/** The question the gate explorer is showing. Ids only. */
export const gateSearch = z.object({
  caseId: z.string().optional().catch(undefined),
  personId: z.string().optional().catch(undefined),
  channel: z.string().optional().catch(undefined),
  contactPointId: z.string().optional().catch(undefined),
  tab: z.string().optional().catch(undefined),
});
