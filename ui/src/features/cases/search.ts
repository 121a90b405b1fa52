import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/** What the address of the case list may carry. Words that may be a name or a number of a person never get there. */
export const casesSearch = z.object({
  q: z
    .string()
    .max(64)
    .refine((words) => !maybePersonal(words))
    .optional()
    .catch(undefined),
  assignee: text,
  bucket: text,
  status: text,
  sort: text,
});

export const caseTabs = ['timeline', 'file', 'facts'] as const;
export type CaseTab = (typeof caseTabs)[number];

/** And that of one case: the open tab. */
export const caseSearch = z.object({ tab: z.enum(caseTabs).optional().catch(undefined) });

/** A name, a telephone or an identity number: anything but a short reference in plain letters and digits. */
export function maybePersonal(words: string): boolean {
  return !/^[\w\-./ ]*$/.test(words) || /\d{7,}/.test(words.replaceAll(/[-. /]/g, ''));
}
