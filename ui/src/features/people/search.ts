import { z } from 'zod';

export const peopleTabs = ['staff', 'teams', 'tokens', 'roles'] as const;
export type PeopleTab = (typeof peopleTabs)[number];

export const peopleSearch = z.object({
  tab: z.enum(peopleTabs).optional().catch(undefined),
  /** Show those who left, too. */
  inactive: z.boolean().optional().catch(undefined),
});
