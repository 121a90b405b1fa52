import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RunKind } from '@/lib/api';
import { dateOnly } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
import { useRuns } from './useRuns';

/** What was asked before, newest first. */
export function RunList({ kind, onOpen }: { kind: RunKind; onOpen: (id: string) => void }) {
  const { t } = useTranslation('rulebooks');
  const runs = useRuns(kind);
  if (runs.isError) return <EmptyState kind="failed" error={runs.error} onRetry={() => runs.refetch()} />;
  if (!runs.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (runs.data.items.length === 0) return <EmptyState kind="nothing-yet" title={t(`${kind}None`)} />;
  return (
    <section className="dl-card">
      <h2>{t('run.before')}</h2>
      <ul className="rb-runs">
        {runs.data.items.map((run) => (
          <li key={run.id}>
            <button type="button" onClick={() => onOpen(run.id)}>
              <strong>{run.rulebook}</strong>
              <span className="dl-muted dl-num">
                {dateOnly(run.from)} – {dateOnly(new Date(Date.parse(run.to) - 1).toISOString())}
              </span>
              <StatusDot tone={run.status === 'done' ? 'good' : 'quiet'}>
                {t(`run.status.${run.status}`)}
              </StatusDot>
              {run.difference && (
                <span className="dl-num">
                  {t('whatIf.short', { gained: run.difference.gained, lost: run.difference.lost })}
                </span>
              )}
              {run.again && (
                <span className="dl-num">
                  {t('again.short', { raised: run.again.raised, superseded: run.again.superseded })}
                </span>
              )}
              <span className="dl-muted">
                {run.askedByName} <TimeAgo at={run.askedAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
