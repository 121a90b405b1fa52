import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportStatus, ImportView, PagedQuery } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { DataTable } from '@/ui/DataTable';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';

/** Every import of the institution, newest first. */
export function History({ query }: { query: PagedQuery<ImportView> }) {
  const { t } = useTranslation('imports');
  return (
    <section>
      <h2 className="imp-heading">{t('history')}</h2>
      <DataTable
        query={query}
        columns={useColumns()}
        rowKey={(row) => row.id}
        href={(row) => `/imports?id=${row.id}`}
        card={(row) => <ImportCard row={row} />}
      />
    </section>
  );
}

function useColumns(): TableColumnsType<ImportView> {
  const { t } = useTranslation('imports');
  const rows = (
    key: 'rowsRead' | 'rowsAdded' | 'rowsUpdated' | 'rowsUnchanged' | 'rowsRejected',
    title: string,
  ) => ({
    key,
    title,
    align: 'right' as const,
    className: 'dl-num',
    render: (_: unknown, row: ImportView) => row[key].toLocaleString('en-US'),
  });
  return [
    {
      key: 'file',
      title: t('column.file'),
      render: (_, row) => (
        <Link to="/imports" search={{ id: row.id }}>
          {row.fileName}
        </Link>
      ),
    },
    { key: 'kind', title: t('column.kind'), render: (_, row) => labelOf(t, 'importKind', row.kind) },
    { key: 'status', title: t('column.status'), render: (_, row) => <ImportStatusDot status={row.status} /> },
    rows('rowsRead', t('rows.read')),
    rows('rowsAdded', t('rows.added')),
    rows('rowsUpdated', t('rows.updated')),
    rows('rowsUnchanged', t('rows.unchanged')),
    rows('rowsRejected', t('rows.rejected')),
    {
      key: 'started',
      title: t('startedAt'),
      render: (_, row) => <TimeAgo at={row.startedAt} mode="short" />,
    },
  ];
}

const tones: Record<ImportStatus, Tone> = {
  uploaded: 'warn',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

export function ImportStatusDot({ status }: { status: ImportStatus }) {
  const { t } = useTranslation();
  return (
    <StatusDot tone={tones[status]} pulse={status === 'running'}>
      {labelOf(t, 'importStatus', status)}
    </StatusDot>
  );
}

function ImportCard({ row }: { row: ImportView }) {
  const { t } = useTranslation('imports');
  return (
    <div className="imp-card">
      <div>
        <Link to="/imports" search={{ id: row.id }}>
          {row.fileName}
        </Link>
        <ImportStatusDot status={row.status} />
      </div>
      <div className="dl-muted">
        <span>{labelOf(t, 'importKind', row.kind)}</span>
        <TimeAgo at={row.startedAt} mode="short" />
      </div>
      <div className="dl-num">
        {t('summary', { added: row.rowsAdded, updated: row.rowsUpdated, rejected: row.rowsRejected })}
      </div>
    </div>
  );
}
