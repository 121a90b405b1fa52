import { z } from 'zod';

const text = z.string().optional().catch(undefined);

export const gateTabs = ['ask', 'packs', 'what-if', 'overrides', 'replay'] as const;

/** The question the gate explorer is showing. Ids and moments only. */
export const gateSearch = z.object({
  caseId: text,
  personId: text,
  channel: text,
  contactPointId: text,
  /** The first local day of the week on show, `2026-03-02`. */
  from: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional()
    .catch(undefined),
  /** Another moment that is asked about, as an instant. */
  at: z.iso.datetime().optional().catch(undefined),
  purpose: text,
  /** Accounts that will be spoken of; all of the case when left out. */
  accounts: z.array(z.string()).optional().catch(undefined),
  /** How many go on a visit. */
  staff: z.number().int().min(1).max(20).optional().catch(undefined),
  place: z.enum(['home', 'office', 'other']).optional().catch(undefined),
  tab: z.enum(gateTabs).optional().catch(undefined),
  pack: text,
  /** The what-if on show. */
  whatIf: text,
  /** The decision that is decided again. */
  decision: text,
  /** Which text of the pack. */
  hash: text,
  /** The text it is compared with. */
  against: text,
  part: text,
});
