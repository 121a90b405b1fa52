import { Alert, Button, Checkbox, Form, Popconfirm, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReinspectionCounts } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { EmptyState } from '@/ui/EmptyState';
import { Figures } from '@/ui/Figures';
import { Period, usePeriod } from '@/ui/Period';
import { RunHead } from './RunHead';
import { RunsBefore } from './RunsBefore';
import { TeamChoice } from './TeamChoice';
import { useDesk } from './useRulebooks';
import { useRun, useStart } from './useRuns';

/** Has conversations of the past inspected again by the version in force, and shows how far that is. */
export function Reinspection() {
  const { t } = useTranslation('rulebooks');
  const desk = useDesk();
  const [alerts, setAlerts] = useState(false);
  const [team, setTeam] = useState<string>();
  const [shown, setShown] = useState<string>();
  const period = usePeriod();
  const start = useStart('reinspection');
  const begin = () =>
    start
      .mutateAsync({ from: period.from, to: period.to, teamId: team ?? null, alerts })
      .then((run) => setShown(run.id))
      .catch(() => undefined);
  const name = desk.data ? `${desk.data.inForce.name} ${desk.data.inForce.version}` : '';
  return (
    <div className="pk-governance">
      <section className="dl-card">
        <h2>{t('again.title', { name })}</h2>
        <p className="dl-muted">{t('again.sub')}</p>
        <Form layout="vertical">
          <Period period={period} from={t('run.from')} to={t('run.to')} />
          <TeamChoice chosen={team} onChoose={setTeam} />
          <Form.Item>
            <Checkbox checked={alerts} onChange={(event) => setAlerts(event.target.checked)}>
              {t('again.alerts')}
            </Checkbox>
          </Form.Item>
          <Popconfirm title={t('again.sure')} okText={t('again.start')} onConfirm={begin}>
            <Button type="primary" loading={start.isPending}>
              {t('again.start')}
            </Button>
          </Popconfirm>
        </Form>
        {start.isError && <Alert type="error" showIcon title={problemText(t, start.error)} />}
      </section>
      {shown && <One key={shown} id={shown} />}
      <RunsBefore kind="reinspection" onOpen={setShown} />
    </div>
  );
}

function One({ id }: { id: string }) {
  const run = useRun('reinspection', id);
  if (run.isError) return <EmptyState kind="failed" error={run.error} onRetry={() => run.refetch()} />;
  if (!run.data) return <Skeleton active />;
  return (
    <section className="dl-card">
      <RunHead run={run.data} />
      {run.data.again && <Counts counts={run.data.again} />}
    </section>
  );
}

const names = ['raised', 'superseded', 'reinstated', 'unchanged', 'conversations', 'skipped'] as const;

function Counts({ counts }: { counts: ReinspectionCounts }) {
  const { t } = useTranslation('rulebooks');
  return <Figures items={names.map((name) => ({ name: t(`again.${name}`), value: counts[name] }))} />;
}
