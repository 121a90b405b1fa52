import { Link } from '@tanstack/react-router';
import { Alert, Button, Progress, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ModelTrainingView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { daySpan } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { isOpen } from '@/ui/Runs';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
import { useStop, useTrainings } from './useModels';

const tones: Record<ModelTrainingView['status'], Tone> = {
  waiting: 'quiet',
  running: 'busy',
  done: 'good',
  cancelled: 'quiet',
  refused: 'bad',
};

/** The trainings, newest first, those that run with how far they are. */
export function Trainings() {
  const { t } = useTranslation('models');
  const trainings = useTrainings();
  if (trainings.isError)
    return <EmptyState kind="failed" error={trainings.error} onRetry={() => trainings.refetch()} />;
  if (!trainings.data) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (trainings.data.items.length === 0) return null;
  return (
    <section className="dl-card">
      <h2>{t('trainings')}</h2>
      {trainings.data.items.map((one) => (
        <Training key={one.id} training={one} />
      ))}
    </section>
  );
}

function Training({ training: one }: { training: ModelTrainingView }) {
  const { t } = useTranslation('models');
  const stop = useStop(one.id);
  const mayStop = useCan('model.train');
  const counts = one.counts;
  return (
    <article className="md-training">
      <p className="pk-cite">
        <StatusDot tone={tones[one.status]}>{t(`trainingStatus.${one.status}`)}</StatusDot>
        <Link to="/models" search={{ name: one.name }} className="dl-mono" disabled={!one.versionId}>
          {one.name}
        </Link>
        <span>{labelOf(t, 'category', one.category)}</span>
        {one.rule && <span className="dl-mono">{one.rule}</span>}
        <span className="dl-muted dl-num">{daySpan(one.from, one.to)}</span>
        <span className="dl-num">
          {t('train.counts', { upheld: counts.upheld, overturned: counts.overturned })}
        </span>
        <span className="dl-muted">
          {one.askedByName} <TimeAgo at={one.askedAt} />
        </span>
      </p>
      {isOpen(one) && (
        <div role="status" className="dl-progress">
          {one.status === 'running' && (
            <>
              <span className="dl-muted">{t(`step.${one.step}`)}</span>
              <Progress
                percent={Math.floor(one.share * 100)}
                status="active"
                aria-label={t(`step.${one.step}`)}
              />
            </>
          )}
          {mayStop && (
            <Button danger size="small" loading={stop.isPending} onClick={() => stop.mutate()}>
              {t('stop')}
            </Button>
          )}
        </div>
      )}
      {stop.isError && <Alert type="error" showIcon title={problemText(t, stop.error)} />}
      {one.status === 'refused' && one.error && (
        <Alert
          type="warning"
          showIcon
          title={t(`refusal.${one.error}`, {
            upheld: counts.heldOutUpheld,
            overturned: counts.heldOutOverturned,
            defaultValue: one.error,
          })}
        />
      )}
    </article>
  );
}
