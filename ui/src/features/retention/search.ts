import { z } from 'zod';

export const retentionTabs = ['people', 'requests', 'holds'] as const;
export type RetentionTab = (typeof retentionTabs)[number];
export const peopleViews = ['due', 'held', 'restricted', 'erased', 'all'] as const;
export type PeopleView = (typeof peopleViews)[number];
export const requestStatuses = ['requested', 'waiting', 'erased', 'denied'] as const;
export type RequestStatus = (typeof requestStatuses)[number];

export const retentionSearch = z.object({
  tab: z.enum(retentionTabs).optional().catch(undefined),
  view: z.enum(peopleViews).optional().catch(undefined),
  status: z.enum(requestStatuses).optional().catch(undefined),
});
