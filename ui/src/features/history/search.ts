import { z } from 'zod';

export const figureStatuses = ['differs', 'accepted', 'agrees', 'all'] as const;
export type FigureStatus = (typeof figureStatuses)[number];

/** The import on show, and which figures of the former dialer. */
export const historySearch = z.object({
  import: z.string().optional().catch(undefined),
  status: z.enum(figureStatuses).optional().catch(undefined),
  counter: z.string().optional().catch(undefined),
});
