import { useQueries, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRegionName } from '@/features/packs/useRegionName';
import { api, type CaseView, type FactView, type Page } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { localTime } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
import { namesPlace } from './facts';
import { type CasePerson, peopleOf } from './peopleOf';

/** What is known about the people of a case and changes what the gate says. */
export function Facts({ view }: { view: CaseView }) {
  const { t } = useTranslation('cases');
  const people = peopleOf(view);
  const queries = useQueries({
    queries: people.map((person) => ({
      queryKey: ['/contacts/facts', person.id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<Page<FactView> | FactView[]>('/contacts/facts', { query: { personId: person.id }, signal }),
    })),
  });
  const failed = queries.find((query) => query.isError);
  if (failed) return <EmptyState kind="failed" error={failed.error} onRetry={() => failed.refetch()} />;
  if (queries.some((query) => query.isPending)) return <Skeleton active />;
  const facts = queries.flatMap(({ data }) => (Array.isArray(data) ? data : (data?.items ?? [])));
  if (facts.length === 0)
    return (
      <EmptyState kind="nothing-yet" title={t('noFacts')}>
        {t('noFactsWhy')}
      </EmptyState>
    );
  return (
    <ul className="cs-facts">
      {facts.map((fact) => (
        <Fact key={fact.id} fact={fact} view={view} people={people} />
      ))}
    </ul>
  );
}

function Fact({ fact, view, people }: { fact: FactView; view: CaseView; people: CasePerson[] }) {
  const { t } = useTranslation('cases');
  const region = useRegionName();
  const person = people.find((one) => one.id === fact.personId);
  const point = person?.points.find((one) => one.id === fact.contactPointId);
  const other = people.find((one) => one.id === fact.toPersonId);
  const accounts = view.accounts.filter(({ id }) => fact.accountIds.includes(id));
  const about = [
    fact.scope && (namesPlace(fact.kind) ? region(fact.scope) : labelOf(t, 'factScope', fact.scope)),
    other && t('factTo', { name: other.name }),
    labelOf(t, 'channel', fact.channel),
    labelOf(t, 'place', fact.place),
    point && `${labelOf(t, 'pointKind', point.kind)} ${point.masked}`,
    fact.from && `${fact.from.slice(0, 5)}–${fact.to?.slice(0, 5) ?? ''}`,
    fact.purpose && t('factPurpose', { purpose: labelOf(t, 'purpose', fact.purpose) }),
    accounts.map(({ reference }) => reference).join(', '),
    labelOf(t, 'factForm', fact.form),
    fact.until && t('factUntil', { time: localTime(fact.until).replace('T', ' ') }),
  ].filter(Boolean);
  return (
    <li className={fact.withdrawnAt ? 'withdrawn' : ''}>
      <div>
        <strong>{labelOf(t, 'factKind', fact.kind)}</strong>
        {about.length > 0 && <span> · {about.join(' · ')}</span>}
        <span className="dl-muted">
          {' '}
          · {person?.name} ({labelOf(t, 'partyRole', person?.role)})
        </span>
        {fact.note && <p className="cs-fact-note">{fact.note}</p>}
        <div className="dl-muted">
          {t('recordedBy', { name: fact.recordedByName ?? t('system') })}{' '}
          <TimeAgo at={fact.recordedAt} mode="full" />
        </div>
      </div>
      {fact.withdrawnAt ? <StatusDot tone="quiet">{t('withdrawn')}</StatusDot> : <Withdraw fact={fact} />}
    </li>
  );
}

function Withdraw({ fact }: { fact: FactView }) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const client = useQueryClient();
  const allowed = useCan('contact.fact');
  if (!allowed) return null;
  const withdraw = async () => {
    try {
      await api.post(`/contacts/facts/${fact.id}/withdrawal`);
      client.invalidateQueries();
    } catch (error) {
      message.error(problemText(t, error));
    }
  };
  return (
    <Popconfirm title={t('withdrawSure')} okText={t('withdraw')} onConfirm={withdraw}>
      <Button size="small">{t('withdraw')}</Button>
    </Popconfirm>
  );
}
