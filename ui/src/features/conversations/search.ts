import { z } from 'zod';

const text = z.string().optional().catch(undefined);

export const conversationsSearch = z.object({
  caseId: text,
  staffId: text,
  status: z.enum(['live', 'closed']).optional().catch(undefined),
  category: text,
});

/** `at` is the utterance to show, by its seq. */
export const conversationSearch = z.object({
  finding: text,
  at: z.coerce.number().int().min(0).optional().catch(undefined),
});
