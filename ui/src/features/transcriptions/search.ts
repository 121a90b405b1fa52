import { z } from 'zod';

/** In the order of the filter. */
export const transcriptionStatuses = ['waiting', 'working', 'done', 'failed', 'not-needed'] as const;

/** Which jobs are listed. */
export const transcriptionsSearch = z.object({
  status: z.enum(transcriptionStatuses).optional().catch(undefined),
});
