import { z } from 'zod';

const text = z.string().optional().catch(undefined);

export const conversationsSearch = z.object({
  caseId: text,
  staffId: text,
  status: z.enum(['live', 'closed']).optional().catch(undefined),
  category: text,
});

export const conversationSearch = z.object({ finding: text });
