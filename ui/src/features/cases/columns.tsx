import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { Money } from '@/ui/Money';
import { StatusDot } from '@/ui/StatusDot';
import { sortable } from '@/ui/sorting';
import { TimeAgo } from '@/ui/TimeAgo';
import { statusTone } from './words';

export function useCaseColumns(sort: string | undefined): TableColumnsType<CaseRow> {
  const { t } = useTranslation('cases');
  return [
    {
      ...sortable<CaseRow>('reference', sort),
      title: t('column.reference'),
      render: (_, row) => (
        <Link to="/cases/$id" params={{ id: row.id }} className="dl-mono">
          {row.reference}
        </Link>
      ),
    },
    { key: 'person', title: t('column.person'), dataIndex: 'personName' },
    { key: 'product', title: t('column.product'), dataIndex: 'product' },
    {
      ...sortable<CaseRow>('balance', sort),
      title: t('column.balance'),
      align: 'right',
      render: (_, row) => <Money value={row.balance} />,
    },
    {
      ...sortable<CaseRow>('daysPastDue', sort),
      title: t('column.daysPastDue'),
      align: 'right',
      className: 'dl-num',
      render: (_, row) => row.daysPastDue.toLocaleString('en-US'),
    },
    { key: 'bucket', title: t('column.bucket'), dataIndex: 'bucket' },
    { key: 'status', title: t('column.status'), render: (_, row) => <CaseStatus row={row} /> },
    { key: 'assignee', title: t('column.assignee'), render: (_, row) => <Assignee row={row} /> },
    {
      ...sortable<CaseRow>('lastContactAt', sort),
      title: t('column.lastContact'),
      render: (_, row) => <TimeAgo at={row.lastContactAt} />,
    },
    {
      ...sortable<CaseRow>('openFindings', sort),
      title: t('column.openFindings'),
      align: 'right',
      render: (_, row) => <OpenFindings row={row} />,
    },
    { key: 'region', title: t('column.region'), dataIndex: 'region', ellipsis: true },
  ];
}

export function CaseStatus({ row }: { row: CaseRow }) {
  const { t } = useTranslation();
  return <StatusDot tone={statusTone(row)}>{labelOf(t, 'caseStatus', row.status)}</StatusDot>;
}

export function Assignee({ row }: { row: CaseRow }) {
  const { t } = useTranslation('cases');
  if (!row.assigneeName) return <span className="dl-muted">{t('unassigned')}</span>;
  return (
    <span>
      {row.assigneeName}
      {row.teamName && <span className="dl-muted"> · {row.teamName}</span>}
    </span>
  );
}

export function OpenFindings({ row }: { row: CaseRow }) {
  if (row.openFindings === 0) return <span className="dl-muted dl-num">0</span>;
  return <strong className="cs-open-findings dl-num">{row.openFindings}</strong>;
}
