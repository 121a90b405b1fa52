import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type RetentionSummary } from '@/lib/api';
import { useCan } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { TimeAgo } from '@/ui/TimeAgo';

const key = ['/retention/summary'];

/** Where the institution's people stand, each figure leading to its list. */
export function Summary() {
  const { t } = useTranslation('retention');
  const mayRun = useCan('erasure.request');
  const client = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<RetentionSummary>('/retention/summary', { signal }),
    refetchInterval: (current) => (current.state.data?.running ? 2000 : 30_000),
  });
  const run = useMutation({
    mutationFn: () => api.post<RetentionSummary>('/retention/runs'),
    onSuccess: (summary) => client.setQueryData(key, summary),
  });
  if (query.isError) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  const summary = query.data;
  return (
    <section className="dl-card ret-summary">
      <nav aria-label={t('title')}>
        {(['due', 'held', 'restricted', 'erased'] as const).map((view) => (
          <Link key={view} to="/retention" search={{ tab: 'people', view }}>
            <span>{t(`figure.${view}`)}</span>
            <strong className="dl-num">{summary[view].toLocaleString('en-US')}</strong>
          </Link>
        ))}
        <Link to="/retention" search={{ tab: 'requests' }}>
          <span>{t('figure.requested')}</span>
          <strong className="dl-num">{summary.requested.toLocaleString('en-US')}</strong>
        </Link>
      </nav>
      <p className="dl-muted">
        {summary.running ? t('running') : summary.scheduledAt ? t('scheduled') : t('never')}{' '}
        {!summary.running && summary.scheduledAt && <TimeAgo at={summary.scheduledAt} mode="full" />}
        {' · '}
        <span className="dl-num">
          {summary.people.toLocaleString('en-US')} {t('figure.people')}
        </span>{' '}
        {mayRun && (
          <Button
            size="small"
            loading={run.isPending}
            disabled={summary.running}
            onClick={() => run.mutate()}
          >
            {t('run')}
          </Button>
        )}
      </p>
    </section>
  );
}
