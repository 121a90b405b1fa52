import { useQueries, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type CaseView, type FactView, type Page } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
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
        <Fact key={fact.id} fact={fact} person={people.find((one) => one.id === fact.personId)} />
      ))}
    </ul>
  );
}

function Fact({ fact, person }: { fact: FactView; person: CasePerson | undefined }) {
  const { t } = useTranslation('cases');
  const about = [
    labelOf(t, 'factScope', fact.scope),
    labelOf(t, 'channel', fact.channel),
    labelOf(t, 'place', fact.place),
    fact.from && `${fact.from.slice(0, 5)}–${fact.to?.slice(0, 5) ?? ''}`,
    labelOf(t, 'factForm', fact.form),
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
