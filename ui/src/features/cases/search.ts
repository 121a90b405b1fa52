import { z } from 'zod';

/** What the address of the case list may carry. */
export const casesSearch = z.object({
  q: z.string().max(64).optional().catch(undefined),
  assignee: z.string().optional().catch(undefined),
  bucket: z.string().optional().catch(undefined),
  status: z.string().optional().catch(undefined),
  sort: z.string().optional().catch(undefined),
});

/** And that of one case: the open tab. */
export const caseSearch = z.object({ tab: z.string().optional().catch(undefined) });
