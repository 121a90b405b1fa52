import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/** The orders the server knows, as the columns and the phone's list offer them; names are sealed, so none is by name. */
export const caseSorts = [
  '-openedAt',
  'openedAt',
  '-lastContactAt',
  'lastContactAt',
  '-balance',
  'balance',
  '-daysPastDue',
  'daysPastDue',
  '-openFindings',
  'openFindings',
  '-reference',
  'reference',
] as const;
export type CaseSort = (typeof caseSorts)[number];

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
  sort: z.enum(caseSorts).optional().catch(undefined),
});

export const caseTabs = ['timeline', 'file', 'facts'] as const;
export type CaseTab = (typeof caseTabs)[number];

/** And that of one case: the open tab. */
export const caseSearch = z.object({ tab: z.enum(caseTabs).optional().catch(undefined) });

/** A name, a telephone or an identity number: anything but a short reference in plain letters and digits. */
export function maybePersonal(words: string): boolean {
  return !/^[\w\-./ ]*$/.test(words) || /\d{7,}/.test(words.replaceAll(/[-. /]/g, ''));
}
