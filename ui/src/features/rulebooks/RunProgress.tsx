import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RulebookRunView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { dateOnly } from '@/lib/time';
import { StatusDot } from '@/ui/StatusDot';
import { isOpen, useStop } from './useRuns';

const number = (n: number) => n.toLocaleString('en-US');

/** What was asked, how far it is, and how to stop it. */
export function RunProgress({ run }: { run: RulebookRunView }) {
  const { t } = useTranslation('rulebooks');
  const stop = useStop(run.kind);
  const open = isOpen(run);
  return (
    <>
      <header className="pk-cite">
        <StatusDot tone={run.status === 'done' ? 'good' : run.status === 'failed' ? 'bad' : 'quiet'}>
          {t(`run.status.${run.status}`)}
        </StatusDot>
        <b>{run.rulebook}</b>
        {run.kind === 'what-if' && <span>{t('run.against', { name: run.baseRulebook })}</span>}
        <span className="dl-muted dl-num">
          {dateOnly(run.from)} – {dateOnly(new Date(Date.parse(run.to) - 1).toISOString())}
        </span>
        {run.sample !== null && (
          <span className="dl-muted">{t('run.sampled', { n: number(run.sample) })}</span>
        )}
        {run.alerts && <span className="dl-muted">{t('again.withAlerts')}</span>}
        <span className="dl-muted">{run.askedByName}</span>
      </header>
      {open && (
        <div role="status" className="rb-progress">
          <Progress
            percent={run.total === 0 ? 0 : Math.min(100, Math.round((run.done / run.total) * 100))}
            status="active"
          />
          <Button danger loading={stop.isPending} onClick={() => stop.mutate(run.id)}>
            {t('run.stop')}
          </Button>
        </div>
      )}
      <p className="dl-muted dl-num">
        {t('run.progress', { done: number(run.done), total: number(run.total) })}
      </p>
      {stop.isError && <Alert type="error" showIcon title={problemText(t, stop.error)} />}
      {run.status === 'failed' && <Alert type="error" showIcon title={run.error ?? t('run.status.failed')} />}
    </>
  );
}
