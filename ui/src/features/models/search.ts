import { z } from 'zod';

const text = z.string().optional().catch(undefined);

export const modelParts = ['versions', 'watch', 'history'] as const;

/** What the page of models shows. */
export const modelsSearch = z.object({
  /** Which model. */
  name: text,
  part: z.enum(modelParts).optional().catch(undefined),
  /** The training on show. */
  training: text,
});
