import { useTranslation } from 'react-i18next';
import { useTeams } from '@/features/people/usePeople';
import type { RulebookRunView } from '@/lib/api';
import { daySpan } from '@/lib/time';
import { RunProgress, RunStatus } from '@/ui/Runs';
import { useStop } from './useRuns';

const number = (n: number) => n.toLocaleString('en-US');

/** What was asked, how far it is, and how to stop it. */
export function RunHead({ run }: { run: RulebookRunView }) {
  const { t } = useTranslation('rulebooks');
  const stop = useStop(run.kind, run.id);
  const team = useTeams().data?.find((one) => one.id === run.teamId);
  return (
    <>
      <header className="pk-cite">
        <RunStatus run={run} word={t(`run.status.${run.status}`)} />
        <b>{run.rulebook}</b>
        {run.kind === 'what-if' && <span>{t('run.against', { name: run.baseRulebook })}</span>}
        <span className="dl-muted dl-num">{daySpan(run.from, run.to)}</span>
        {run.teamId && <span className="dl-muted">{team?.name ?? run.teamId}</span>}
        {run.sample !== null && (
          <span className="dl-muted">{t('run.sampled', { n: number(run.sample) })}</span>
        )}
        {run.alerts && <span className="dl-muted">{t('again.withAlerts')}</span>}
        <span className="dl-muted">{run.askedByName}</span>
      </header>
      <RunProgress
        run={run}
        progress={t('run.progress', { done: number(run.done), total: number(run.total) })}
        stop={t('run.stop')}
        stopping={stop}
        failed={t('run.status.failed')}
      />
    </>
  );
}
