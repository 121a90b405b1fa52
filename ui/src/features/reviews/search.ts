import { z } from 'zod';

export const reviewsSearch = z.object({
  item: z.string().optional().catch(undefined),
  status: z.enum(['waiting', 'claimed', 'decided', 'dismissed']).optional().catch(undefined),
  severity: z.enum(['critical', 'major', 'minor']).optional().catch(undefined),
  category: z.string().optional().catch(undefined),
  mine: z.boolean().optional().catch(undefined),
});
