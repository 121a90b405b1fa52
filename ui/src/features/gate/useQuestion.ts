import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Channel, type DecisionView, type WeekView } from '@/lib/api';
import { useCase } from '../cases/CasePage';
import { type CasePerson, peopleOf } from '../cases/peopleOf';
import { canReach, isChannel } from './channels';

const refreshMs = 15_000;

/** The question in the address, completed with what the case offers: the debtor, a call, the first point that fits. */
export function useQuestion() {
  const search = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const found = useCase(search.caseId);
  const people: CasePerson[] = found.data ? peopleOf(found.data) : [];
  const person = people.find((one) => one.id === search.personId) ?? people[0];
  const channel: Channel = isChannel(search.channel) ? search.channel : 'call';
  const points = person?.points.filter((point) => canReach(channel, point.kind)) ?? [];
  const point = points.find((one) => one.id === search.contactPointId) ?? points[0];
  const change = (part: Partial<typeof search>) =>
    navigate({ search: { ...search, ...part }, replace: true });
  return { search, change, found, people, person, channel, points, point };
}

export type Question = ReturnType<typeof useQuestion>;

function bodyOf({ search, person, channel, point }: Question) {
  return {
    caseId: search.caseId,
    personId: person?.id,
    channel,
    contactPointId: point?.id ?? null,
    ...(channel === 'visit' ? { place: search.place ?? 'home' } : {}),
  };
}

export function useWeek(question: Question) {
  const query = { ...bodyOf(question), from: question.search.from };
  return useQuery({
    queryKey: ['/contacts/week', query],
    queryFn: ({ signal }) => api.get<WeekView>('/contacts/week', { query, signal }),
    enabled: question.person !== undefined,
    placeholderData: (previous) => previous,
    refetchInterval: refreshMs,
  });
}

/** What the gate would say at another moment; it reserves nothing. */
export function useOtherMoment(question: Question) {
  const { at } = question.search;
  const body = { ...bodyOf(question), at };
  return useQuery({
    queryKey: ['/contacts/decisions', body],
    queryFn: ({ signal }) => api.post<DecisionView>('/contacts/decisions', body, { signal }),
    enabled: question.person !== undefined && at !== undefined,
    placeholderData: (previous) => previous,
  });
}
