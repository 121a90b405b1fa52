import type { RecordFactRequest } from '@/lib/api';

/** What a person may be known to have said or be, as far as people record it by hand. */
export const factKinds = [
  'inconvenient',
  'medium-stop',
  'cease',
  'consent',
  'agreement',
  'dispute',
  'attorney',
  'refusal',
  'plan-signed',
  'invalid-number',
  'unreachable-evidence',
  'bankruptcy',
  'deceased',
];

/** What a kind needs besides: the gate refuses facts that say too little. */
export type FactNeed = 'scope' | 'channel' | 'contactPoint' | 'hours' | null;

export function needOf(kind: string | undefined): FactNeed {
  if (kind === 'consent' || kind === 'agreement') return 'scope';
  if (kind === 'medium-stop') return 'channel';
  if (kind === 'invalid-number') return 'contactPoint';
  return kind === 'inconvenient' ? 'hours' : null;
}

export const consentScopes = ['hours', 'frequency', 'text', 'place', 'call-back', 'unanswered-attempts'];

export type FactForm = {
  personId: string;
  kind: string;
  form?: string;
  scope?: string;
  channel?: string;
  contactPointId?: string;
  /** Local times of day at the person's, both written `21:00`. */
  hours?: [string, string];
  note?: string;
};

/** Only what the chosen kind needs is sent, whatever was filled in for another before. */
export function requestOf(caseId: string, given: FactForm): RecordFactRequest {
  const need = needOf(given.kind);
  return {
    caseId,
    personId: given.personId,
    kind: given.kind,
    form: given.form,
    ...(need === 'scope' ? { scope: given.scope } : {}),
    ...(need === 'channel' ? { channel: given.channel } : {}),
    ...(need === 'contactPoint' ? { contactPointId: given.contactPointId } : {}),
    ...(need === 'hours' && given.hours ? { from: given.hours[0], to: given.hours[1] } : {}),
    ...(given.note?.trim() ? { note: given.note.trim() } : {}),
  };
}
