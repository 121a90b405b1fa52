import { z } from 'zod';

const text = z.string().optional().catch(undefined);

export const planStatuses = ['throughout', 'partly', 'refused'] as const;

/** Which plan is on show and what of it. Ids and words only. */
export const planSearch = z.object({
  plan: text,
  status: z.enum(planStatuses).optional().catch(undefined),
  channel: text,
  rule: text,
});

export type PlanSearch = z.infer<typeof planSearch>;
