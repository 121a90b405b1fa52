import { z } from 'zod';

/** The import on show. */
export const importsSearch = z.object({ id: z.string().optional().catch(undefined) });
