import type { CaseView, ContactPointView } from '@/lib/api';

export type CasePerson = { id: string; name: string; role: string; points: ContactPointView[] };

/** Everybody of a case who could be contacted, the debtor first. */
export function peopleOf(view: CaseView): CasePerson[] {
  return [
    { id: view.person.id, name: view.person.maskedName, role: 'Debtor', points: view.contactPoints },
    ...view.parties.map((party) => ({
      id: party.personId,
      name: party.maskedName,
      role: party.role,
      points: party.contactPoints,
    })),
  ];
}
