import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Form, InputNumber, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '@/lib/problemText';
import { EmptyState } from '@/ui/EmptyState';
import { Period, usePeriod } from '@/ui/Period';
import { Difference } from './Difference';
import { RunHead } from './RunHead';
import { RunsBefore } from './RunsBefore';
import { TeamChoice } from './TeamChoice';
import { useDesk } from './useRulebooks';
import { useRun, useStart } from './useRuns';

/** What a version would find in conversations of the past: a form, and all that was asked before. */
export function WhatIf() {
  const { t } = useTranslation('rulebooks');
  const { whatIf } = useSearch({ from: '/shell/rulebooks' });
  const navigate = useNavigate({ from: '/rulebooks' });
  const open = (id?: string) => navigate({ search: (now) => ({ ...now, whatIf: id }) });
  if (whatIf) {
    return (
      <div className="pk-governance">
        <Button className="dl-back" onClick={() => open()}>
          {t('run.back')}
        </Button>
        <OneWhatIf key={whatIf} id={whatIf} />
      </div>
    );
  }
  return (
    <div className="pk-governance">
      <Ask onAsked={open} />
      <RunsBefore kind="what-if" onOpen={open} />
    </div>
  );
}

function Ask({ onAsked }: { onAsked: (id: string) => void }) {
  const { t } = useTranslation('rulebooks');
  const desk = useDesk();
  const { hash } = useSearch({ from: '/shell/rulebooks' });
  const [chosen, setChosen] = useState<string>();
  const [sample, setSample] = useState<number | null>(null);
  const [team, setTeam] = useState<string>();
  const period = usePeriod();
  const start = useStart('what-if');
  const versions = desk.data?.versions.filter((one) => !one.inForce) ?? [];
  const version = [chosen, hash].find((one) => versions.some((known) => known.hash === one));
  const ask = () =>
    start
      .mutateAsync({ hash: version, from: period.from, to: period.to, teamId: team ?? null, sample })
      .then((run) => onAsked(run.id))
      .catch(() => undefined);
  return (
    <section className="dl-card">
      <h2>{t('whatIf.title')}</h2>
      <p className="dl-muted">{t('whatIf.sub')}</p>
      <Form layout="vertical" onFinish={ask}>
        <Form.Item label={t('whatIf.version')} htmlFor="rb-version">
          <Select
            id="rb-version"
            value={version}
            loading={desk.isPending}
            placeholder={t('whatIf.choose')}
            notFoundContent={t('whatIf.noVersion')}
            onChange={setChosen}
            options={versions.map((one) => ({
              value: one.hash,
              label: `${one.name} ${one.version} · ${t(`state.${one.state}`)}`,
            }))}
          />
        </Form.Item>
        <Period period={period} from={t('run.from')} to={t('run.to')} />
        <TeamChoice chosen={team} onChoose={setTeam} />
        <Form.Item label={t('whatIf.sample')} htmlFor="rb-sample" extra={t('whatIf.sampleHint')}>
          <InputNumber id="rb-sample" min={1} max={1_000_000} value={sample} onChange={setSample} />
        </Form.Item>
        <Button type="primary" htmlType="submit" disabled={!version} loading={start.isPending}>
          {t('whatIf.run')}
        </Button>
      </Form>
      {start.isError && <Alert type="error" showIcon title={problemText(t, start.error)} />}
    </section>
  );
}

function OneWhatIf({ id }: { id: string }) {
  const run = useRun('what-if', id);
  if (run.isError) return <EmptyState kind="failed" error={run.error} onRetry={() => run.refetch()} />;
  if (!run.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  return (
    <>
      <section className="dl-card">
        <RunHead run={run.data} />
      </section>
      {run.data.difference && <Difference id={id} difference={run.data.difference} />}
    </>
  );
}
