import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ErasureRequestView, usePages } from '@/lib/api';
import { dateOnly } from '@/lib/time';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { DecideErasure } from './DecideErasure';
import { type RequestStatus, requestStatuses } from './search';

const tones = { requested: 'warn', waiting: 'busy', erased: 'quiet', denied: 'quiet' } as const;

/** Requests to erase somebody, and for the second person the decision. */
export function Requests() {
  const { t } = useTranslation('retention');
  const { status = 'requested' } = useSearch({ from: '/shell/retention' });
  const navigate = useNavigate({ from: '/retention' });
  const query = usePages<ErasureRequestView>('/retention/requests', { status });
  const columns = useColumns();
  return (
    <>
      <Segmented<RequestStatus>
        className="ret-views"
        value={status}
        onChange={(next) => navigate({ search: { tab: 'requests', status: next } })}
        options={requestStatuses.map((value) => ({ value, label: t(`request.status.${value}`) }))}
      />
      <DataTable
        query={query}
        columns={columns}
        rowKey={(request) => request.id}
        card={(request) => <RequestCard request={request} />}
        empty={<EmptyState kind="nothing-yet" title={t('none.requests')} />}
      />
    </>
  );
}

function useColumns(): TableColumnsType<ErasureRequestView> {
  const { t } = useTranslation('retention');
  return [
    { key: 'person', title: t('request.column.person'), render: (_, request) => request.personName },
    {
      key: 'basis',
      title: t('request.column.basis'),
      render: (_, request) => t(`request.basis.${request.basis}`),
    },
    { key: 'by', title: t('request.column.by'), render: (_, request) => <By request={request} /> },
    { key: 'due', title: t('request.column.due'), render: (_, request) => <Due request={request} /> },
    {
      key: 'decided',
      title: t('request.column.decided'),
      render: (_, request) => <Decision request={request} />,
    },
  ];
}

function RequestCard({ request }: { request: ErasureRequestView }) {
  const { t } = useTranslation('retention');
  return (
    <div className="ret-card">
      <p>
        <strong>{request.personName}</strong> {t(`request.basis.${request.basis}`)}
      </p>
      <p className="dl-muted">
        <By request={request} /> · {t('request.column.due')} <Due request={request} />
      </p>
      <Decision request={request} />
    </div>
  );
}

function By({ request }: { request: ErasureRequestView }) {
  return (
    <span>
      {request.requestedBy} <span className="dl-num dl-muted">{dateOnly(request.requestedAt)}</span>
    </span>
  );
}

function Due({ request }: { request: ErasureRequestView }) {
  const { t } = useTranslation('retention');
  return (
    <span className="dl-num">
      {request.dueAt ? dateOnly(request.dueAt) : t('noDay')}{' '}
      {request.held && <StatusDot tone="bad">{t('held')}</StatusDot>}
    </span>
  );
}

function Decision({ request }: { request: ErasureRequestView }) {
  const { t } = useTranslation('retention');
  if (request.mayDecide) return <DecideErasure request={request} />;
  return (
    <span>
      <StatusDot tone={tones[request.status]}>{t(`request.status.${request.status}`)}</StatusDot>{' '}
      {request.decidedBy ??
        (request.status === 'requested' && <span className="dl-muted">{t('request.notYou')}</span>)}{' '}
      {request.reason && t(`request.denials.${request.reason}`, { defaultValue: request.reason })}
    </span>
  );
}
