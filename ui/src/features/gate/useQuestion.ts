import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type Assumption, api, type Channel, type DecisionView, type WeekView } from '@/lib/api';
import { useCase } from '../cases/CasePage';
import { type CasePerson, peopleOf } from '../cases/peopleOf';
import { canReach, isChannel } from './channels';

const refreshMs = 15_000;
export type Supposed = Required<{
  facts: NonNullable<Assumption['facts']>;
  contacts: NonNullable<Assumption['contacts']>;
}>;
const nothing: Supposed = { facts: [], contacts: [] };

/** The question in the address, completed with what the case offers: the debtor, a call, the first point that fits. */
export function useQuestion() {
  const search = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const found = useCase(search.caseId);
  const [supposed, suppose] = useState<Supposed>(nothing);
  const people: CasePerson[] = found.data ? peopleOf(found.data) : [];
  const person = people.find((one) => one.id === search.personId) ?? people[0];
  const channel: Channel = isChannel(search.channel) ? search.channel : 'call';
  const points = person?.points.filter((point) => canReach(channel, point.kind)) ?? [];
  const point = points.find((one) => one.id === search.contactPointId) ?? points[0];
  const change = (part: Partial<typeof search>) => {
    // What was supposed about one person says nothing of another.
    if ('caseId' in part || 'personId' in part) suppose(nothing);
    return navigate({ search: { ...search, ...part }, replace: true });
  };
  /** The person's zone as far as the case knows it; the first where it is not certain. */
  const zone = found.data?.person.zone.split(';')[0] || undefined;
  const isSupposing = supposed.facts.length + supposed.contacts.length > 0;
  return {
    search,
    change,
    found,
    people,
    person,
    channel,
    points,
    point,
    zone,
    supposed,
    suppose,
    isSupposing,
  };
}

export type Question = ReturnType<typeof useQuestion>;

/** The contact in question, without its moment. */
export function wish({ search, person, channel, point }: Question) {
  return {
    caseId: search.caseId,
    personId: person?.id,
    contactPointId: point?.id ?? null,
    purpose: search.purpose ?? null,
    accountIds: search.accounts?.length ? search.accounts : null,
    ...(channel === 'visit' ? { place: search.place ?? 'home', staffCount: search.staff ?? 2 } : {}),
  };
}

/** All channels of the week in one answer, as things are or as they are supposed. */
export function useWeek(question: Question) {
  const body = {
    ...wish(question),
    place: question.search.place ?? 'home',
    staffCount: question.search.staff ?? 2,
    from: question.search.from ?? null,
    assume: question.isSupposing ? question.supposed : null,
  };
  return useQuery({
    queryKey: ['/contacts/week', body],
    queryFn: ({ signal }) => api.post<WeekView>('/contacts/week', body, { signal }),
    enabled: question.person !== undefined,
    placeholderData: (previous) => previous,
    refetchInterval: refreshMs,
  });
}

/** What the gate says about one moment; it reserves nothing. */
export function useAnswer(question: Question, supposing: boolean) {
  const body = {
    ...wish(question),
    channel: question.channel,
    at: question.search.at ?? null,
    assume: supposing ? question.supposed : null,
  };
  return useQuery({
    queryKey: ['/contacts/decisions', body],
    queryFn: ({ signal }) => api.post<DecisionView>('/contacts/decisions', body, { signal }),
    enabled: question.person !== undefined && (!supposing || question.isSupposing),
    placeholderData: (previous) => previous,
    refetchInterval: question.search.at ? false : refreshMs,
  });
}
