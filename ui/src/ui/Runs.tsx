import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Progress, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Page } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { daySpan } from '@/lib/time';
import { EmptyState } from './EmptyState';
import { StatusDot, type Tone } from './StatusDot';
import { TimeAgo } from './TimeAgo';

/** Work over a period of the past that the server does by itself while the page looks on. */
export type Run = {
  id: string;
  status: string;
  from: string;
  to: string;
  askedByName: string | null;
  askedAt: string;
  done: number;
  total: number;
  error: string | null;
};

const tones: Record<string, Tone> = { done: 'good', failed: 'bad' };

export function isOpen(run: Pick<Run, 'status'> | undefined): boolean {
  return run?.status === 'waiting' || run?.status === 'running';
}

/** How a run stands, in the words of its feature. */
export function RunStatus({ run, word }: { run: Run; word: string }) {
  return <StatusDot tone={tones[run.status] ?? 'quiet'}>{word}</StatusDot>;
}

type ListProps<R extends Run> = {
  runs: UseQueryResult<Page<R>>;
  title: string;
  none: string;
  name: (run: R) => string | null;
  status: (run: R) => string;
  result: (run: R) => string | undefined;
  onOpen: (id: string) => void;
};

/** What was asked before, newest first. */
export function RunList<R extends Run>({ runs, title, none, name, status, result, onOpen }: ListProps<R>) {
  if (runs.isError) return <EmptyState kind="failed" error={runs.error} onRetry={() => runs.refetch()} />;
  if (!runs.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (runs.data.items.length === 0) return <EmptyState kind="nothing-yet" title={none} />;
  return (
    <section className="dl-card">
      <h2>{title}</h2>
      <ul className="dl-runs">
        {runs.data.items.map((run) => (
          <li key={run.id}>
            <button type="button" onClick={() => onOpen(run.id)}>
              <strong>{name(run)}</strong>
              <span className="dl-muted dl-num">{daySpan(run.from, run.to)}</span>
              <RunStatus run={run} word={status(run)} />
              {result(run) && <span className="dl-num">{result(run)}</span>}
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

type ProgressProps = {
  run: Run;
  progress: string;
  stop: string;
  stopping: { mutate: () => void; isPending: boolean; error: unknown };
  failed: string;
};

/** How far a run is and how to stop it; of a failed one, why. */
export function RunProgress({ run, progress, stop, stopping, failed }: ProgressProps) {
  const { t } = useTranslation('shell');
  return (
    <>
      {isOpen(run) && (
        <div role="status" className="dl-progress">
          <Progress
            percent={run.total > 0 ? Math.min(100, Math.floor((run.done / run.total) * 100)) : 0}
            status="active"
            aria-label={progress}
          />
          <Button danger loading={stopping.isPending} onClick={stopping.mutate}>
            {stop}
          </Button>
        </div>
      )}
      <p className="dl-muted dl-num">{progress}</p>
      {stopping.error !== null && <Alert type="error" showIcon title={problemText(t, stopping.error)} />}
      {run.status === 'failed' && <Alert type="error" showIcon title={run.error ?? failed} />}
    </>
  );
}
