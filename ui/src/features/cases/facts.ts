import type { RecordFactRequest } from '@/lib/api';
import { instantOf } from '@/lib/time';

/** All kinds of facts the gate's rules know, in the groups the dialog offers. */
export const factGroups = {
  allowed: ['consent', 'agreement'],
  asked: ['inconvenient', 'medium-stop', 'cease', 'refusal'],
  person: [
    'attorney',
    'deceased',
    'incapacitated',
    'minor',
    'elderly',
    'hardship',
    'vulnerable',
    'sensitive-event',
    'bankruptcy',
    'unreachable-evidence',
    'residence',
  ],
  debt: ['dispute', 'plan-signed', 'litigation', 'time-barred'],
  work: [
    'invalid-number',
    'reassignment-check',
    'email-notice',
    'visit-notice',
    'wrong-answer',
    'legal-hold',
  ],
} as const;

export type FactGroup = keyof typeof factGroups;
export const groupNames = Object.keys(factGroups) as FactGroup[];

const agreed = [
  'hours',
  'frequency',
  'text',
  'email',
  'place',
  'call-back',
  'third-party',
  'payment',
  'direct-contact',
  'unanswered-attempts',
];
/** `hours` and `office` are further words for `time` and `workplace`; one of each is enough to choose from. */
const inconvenient = ['time', 'workplace', 'home', 'place', 'event'];
const events = ['bereavement', 'disaster', 'wedding', 'festival'];

export function scopesOf(kind: string | undefined): string[] {
  if (kind === 'consent' || kind === 'agreement') return agreed;
  if (kind === 'inconvenient') return inconvenient;
  return kind === 'sensitive-event' ? events : [];
}

/** Whether the scope of a kind is the code of a place. */
export const namesPlace = (kind: string | undefined) => kind === 'residence';

export const places = ['home', 'office', 'hospital', 'public', 'other'];
export const purposes = [
  'collection',
  'location',
  'reply',
  'confirm-stop',
  'end-efforts',
  'reminder',
  'investigation',
  'survey',
  'marketing',
];

export type FactField =
  | 'scope'
  | 'hours'
  | 'toPersonId'
  | 'place'
  | 'channel'
  | 'contactPointId'
  | 'accountIds'
  | 'purpose'
  | 'at'
  | 'until';
export type AskedField = { field: FactField; required: boolean };

const must = (field: FactField): AskedField => ({ field, required: true });
const may = (field: FactField): AskedField => ({ field, required: false });

/** What a kind says besides, in the order it is asked; nothing that does not apply. */
export function fieldsOf(kind: string | undefined, scope: string | undefined): AskedField[] {
  switch (kind) {
    case 'consent':
    case 'agreement':
      return [must('scope'), ...ofAgreed(kind, scope), may('channel'), may('purpose'), may('until')];
    case 'inconvenient':
      return [must('scope'), ...(scope === 'time' ? [must('hours')] : []), may('channel'), may('until')];
    case 'sensitive-event':
      return [must('scope'), may('until')];
    case 'residence':
      return [must('scope'), may('at'), may('until')];
    case 'medium-stop':
      return [must('channel'), may('purpose')];
    case 'cease':
    case 'refusal':
      return [may('purpose')];
    case 'dispute':
    case 'plan-signed':
    case 'legal-hold':
      return [may('accountIds'), may('until')];
    case 'litigation':
    case 'time-barred':
      return [may('accountIds')];
    case 'hardship':
    case 'vulnerable':
      return [may('until')];
    case 'invalid-number':
      return [must('contactPointId')];
    case 'reassignment-check':
    case 'email-notice':
      return [must('contactPointId'), may('at')];
    case 'visit-notice':
      return [may('place'), may('at')];
    default:
      return [];
  }
}

function ofAgreed(kind: string, scope: string | undefined): AskedField[] {
  if (scope === 'hours') return [may('hours')];
  if (scope === 'place') return [may('place')];
  if (scope !== 'third-party' && scope !== 'direct-contact') return [];
  return [kind === 'consent' ? must('toPersonId') : may('toPersonId')];
}

/** Kinds of contact points a fact can be about. */
export function pointsFit(kind: string | undefined, pointKind: string): boolean {
  if (kind === 'email-notice') return pointKind === 'email';
  return kind !== 'reassignment-check' || ['mobile', 'home', 'work'].includes(pointKind);
}

/** Only what is inconvenient can be an employer's policy. */
export function formsOf(kind: string | undefined): string[] {
  return kind === 'inconvenient' ? ['oral', 'written', 'employer-policy'] : ['oral', 'written'];
}

type Moment = { format: (shape: string) => string };

export type FactForm = {
  personId: string;
  kind: string;
  form?: string;
  scope?: string;
  channel?: string;
  contactPointId?: string;
  toPersonId?: string;
  place?: string;
  purpose?: string;
  accountIds?: string[];
  /** Local times of day at the person's, both written `21:00`. */
  hours?: [string, string];
  at?: Moment | null;
  until?: Moment | null;
  note?: string;
};

/** Only what the chosen kind says is sent, whatever was filled in for another before. */
export function requestOf(caseId: string, given: FactForm): RecordFactRequest {
  const said = new Set(fieldsOf(given.kind, given.scope).map(({ field }) => field));
  const text = (field: 'scope' | 'channel' | 'contactPointId' | 'toPersonId' | 'place' | 'purpose') =>
    said.has(field) && given[field] ? { [field]: given[field] } : {};
  const moment = (field: 'at' | 'until') =>
    said.has(field) && given[field] ? { [field]: instantOf(given[field].format('YYYY-MM-DDTHH:mm')) } : {};
  return {
    caseId,
    personId: given.personId,
    kind: given.kind,
    form: formsOf(given.kind).includes(given.form ?? '') ? given.form : undefined,
    // Hours alone say that it is a time of day.
    ...(given.kind === 'inconvenient' && given.scope === 'time' ? {} : text('scope')),
    ...text('channel'),
    ...text('contactPointId'),
    ...text('toPersonId'),
    ...text('place'),
    ...text('purpose'),
    ...(said.has('accountIds') && given.accountIds?.length ? { accountIds: given.accountIds } : {}),
    ...(said.has('hours') && given.hours?.[0] ? { from: given.hours[0], to: given.hours[1] } : {}),
    ...moment('at'),
    ...moment('until'),
    ...(given.note?.trim() ? { note: given.note.trim() } : {}),
  };
}
