import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type RetentionPersonView, usePages } from '@/lib/api';
import type { Language } from '@/lib/time';
import { dateOnly } from '@/lib/time';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { PersonActs } from './PersonActs';
import { type PeopleView, peopleViews } from './search';

const tones = { active: 'good', restricted: 'warn', erased: 'quiet' } as const;

/** People by where they stand; those whose term has run come first. */
export function People() {
  const { t } = useTranslation('retention');
  const { view = 'due' } = useSearch({ from: '/shell/retention' });
  const navigate = useNavigate({ from: '/retention' });
  const query = usePages<RetentionPersonView>('/retention/people', { view });
  const columns = useColumns();
  return (
    <>
      <Segmented<PeopleView>
        className="ret-views"
        value={view}
        onChange={(next) => navigate({ search: { tab: 'people', view: next } })}
        options={peopleViews.map((value) => ({ value, label: t(`view.${value}`) }))}
      />
      <p className="dl-muted">{t(`what.${view}`)}</p>
      <DataTable
        query={query}
        columns={columns}
        rowKey={(person) => person.personId}
        card={(person) => <PersonCard person={person} />}
        empty={<EmptyState kind="nothing-yet" title={t(`none.${view}`)} />}
      />
    </>
  );
}

function useColumns(): TableColumnsType<RetentionPersonView> {
  const { t } = useTranslation('retention');
  return [
    { key: 'person', title: t('column.person'), render: (_, person) => person.maskedName },
    { key: 'cases', title: t('column.cases'), render: (_, person) => <Cases person={person} /> },
    { key: 'state', title: t('column.state'), render: (_, person) => <State person={person} /> },
    {
      key: 'dueAt',
      title: t('column.dueAt'),
      className: 'dl-num',
      render: (_, person) => (person.dueAt ? dateOnly(person.dueAt) : t('noDay')),
    },
    { key: 'why', title: t('column.why'), render: (_, person) => <Because person={person} /> },
    { key: 'act', title: t('column.act'), render: (_, person) => <PersonActs person={person} /> },
  ];
}

function PersonCard({ person }: { person: RetentionPersonView }) {
  const { t } = useTranslation('retention');
  return (
    <div className="ret-card">
      <p>
        <strong>{person.maskedName}</strong> <State person={person} />
      </p>
      <p>
        <Cases person={person} />{' '}
        <span className="dl-muted dl-num">
          {t('column.dueAt')} {person.dueAt ? dateOnly(person.dueAt) : t('noDay')}
        </span>
      </p>
      <p className="dl-muted">
        <Because person={person} />
      </p>
      <PersonActs person={person} />
    </div>
  );
}

function Cases({ person }: { person: RetentionPersonView }) {
  return person.cases.map((one) => (
    <Link key={one.id} to="/cases/$id" params={{ id: one.id }} className="ret-case">
      {one.reference}
    </Link>
  ));
}

function State({ person }: { person: RetentionPersonView }) {
  const { t } = useTranslation('retention');
  return (
    <span className="ret-state">
      <StatusDot tone={tones[person.state]}>{t(`state.${person.state}`)}</StatusDot>
      {person.held && <StatusDot tone="bad">{t('held')}</StatusDot>}
    </span>
  );
}

function Because({ person }: { person: RetentionPersonView }) {
  const { t, i18n } = useTranslation('retention');
  if (person.why !== 'term' || !person.title) return t(`why.${person.why}`, { defaultValue: person.why });
  return (
    <span>
      {person.title[i18n.language as Language]} <span className="dl-mono dl-muted">{person.rule}</span>
    </span>
  );
}
