import { z } from 'zod';

export const peopleSearch = z.object({ tab: z.string().optional().catch(undefined) });
