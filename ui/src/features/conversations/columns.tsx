import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConversationRow } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { clockSpan } from '@/lib/time';
import { SeverityTag } from '@/ui/SeverityTag';
import { StatusDot } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
import { Elapsed } from './ConversationHead';

export function useConversationColumns(): TableColumnsType<ConversationRow> {
  const { t } = useTranslation('conversations');
  return [
    {
      key: 'startedAt',
      title: t('column.startedAt'),
      render: (_, row) => (
        <Link to="/conversations/$id" params={{ id: row.id }}>
          <TimeAgo at={row.startedAt} mode="short" />
        </Link>
      ),
    },
    { key: 'status', title: t('column.status'), render: (_, row) => <Status row={row} /> },
    { key: 'staff', title: t('column.staff'), dataIndex: 'staffName' },
    { key: 'team', title: t('column.team'), dataIndex: 'teamName' },
    { key: 'person', title: t('column.person'), dataIndex: 'personName' },
    {
      key: 'case',
      title: t('column.case'),
      render: (_, row) => (
        <Link to="/cases/$id" params={{ id: row.caseId }} className="dl-mono">
          {row.caseReference}
        </Link>
      ),
    },
    {
      key: 'kind',
      title: t('column.kind'),
      render: (_, row) => `${labelOf(t, 'kind', row.kind)} · ${labelOf(t, 'direction', row.direction)}`,
    },
    {
      key: 'duration',
      title: t('column.duration'),
      align: 'right',
      render: (_, row) => <Duration row={row} />,
    },
    {
      key: 'count',
      title: t('column.utterances'),
      align: 'right',
      dataIndex: 'utteranceCount',
      className: 'dl-num',
    },
    { key: 'findings', title: t('column.findings'), render: (_, row) => <Findings row={row} /> },
    {
      key: 'score',
      title: t('column.score'),
      align: 'right',
      className: 'dl-num',
      render: (_, row) => row.score ?? <span className="dl-muted">—</span>,
    },
  ];
}

export function Status({ row }: { row: ConversationRow }) {
  const { t } = useTranslation();
  const live = row.status === 'live';
  return (
    <StatusDot tone={live ? 'good' : 'quiet'} pulse={live}>
      {labelOf(t, 'conversationStatus', row.status)}
    </StatusDot>
  );
}

export function Duration({ row }: { row: ConversationRow }) {
  if (row.status === 'live') return <Elapsed since={row.startedAt} />;
  return row.durationSeconds === null ? (
    <span className="dl-muted">—</span>
  ) : (
    <span className="dl-num">{clockSpan(row.durationSeconds)}</span>
  );
}

export function Findings({ row }: { row: ConversationRow }) {
  if (row.findingCount === 0 || !row.worstSeverity) return <span className="dl-muted">0</span>;
  return (
    <span className="dl-nowrap">
      <SeverityTag severity={row.worstSeverity} /> <span className="dl-num">×{row.findingCount}</span>
    </span>
  );
}
