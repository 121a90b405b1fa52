import { z } from 'zod';

export const importsSearch = z.object({ id: z.string().optional().catch(undefined) });
