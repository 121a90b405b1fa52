import { z } from 'zod';

export const wallSearch = z.object({
  severity: z.enum(['critical', 'major', 'minor']).optional().catch(undefined),
  team: z.string().optional().catch(undefined),
  /** Alerts already acknowledged are hidden unless asked for. */
  all: z.boolean().optional().catch(undefined),
});
