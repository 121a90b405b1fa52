import { z } from 'zod';

const text = z.string().optional().catch(undefined);

export const rulebookTabs = ['versions', 'what-if', 'again', 'judge'] as const;

/** What the page of rulebooks shows. Ids and hashes only. */
export const rulebooksSearch = z.object({
  tab: z.enum(rulebookTabs).optional().catch(undefined),
  /** Which version. */
  hash: text,
  /** The version it is compared with. */
  against: text,
  part: text,
  /** The rule on show. */
  rule: text,
  /** The what-if on show. */
  whatIf: text,
});
