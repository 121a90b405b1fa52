import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RulebookDeskView, RulebookVersionView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { dateTime } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { Parts } from '@/ui/Parts';
import { Source } from '@/ui/Source';
import { StatusDot } from '@/ui/StatusDot';
import { Comparison } from './Comparison';
import { Propose } from './Propose';
import { Publication } from './Publication';
import { Rules } from './Rules';
import { useVersion } from './useRulebooks';
import { stateTones } from './VersionList';
import { sourceProblem } from './written';

type Props = { desk: RulebookDeskView; version: RulebookVersionView };

/** One version: its rules with their examples, its text, what differs from another, and what was decided about it. */
export function VersionPage({ desk, version }: Props) {
  const { t } = useTranslation('rulebooks');
  const detail = useVersion(version.hash);
  const search = useSearch({ from: '/shell/rulebooks' });
  const navigate = useNavigate({ from: '/rulebooks' });
  if (detail.isError)
    return <EmptyState kind="failed" error={detail.error} onRetry={() => detail.refetch()} />;
  if (!detail.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const problems = detail.data.problems.map(sourceProblem);
  const parts = {
    rules: {
      label: `${t('part.rules')} ${detail.data.rules.length}`,
      children: <Rules detail={detail.data} />,
    },
    source: { label: t('part.source'), children: <Source text={detail.data.text} problems={problems} /> },
    changes: { label: t('part.changes'), children: <Comparison desk={desk} hash={version.hash} /> },
    history: { label: t('part.history'), children: <History version={version} /> },
  };
  return (
    <section className="dl-card pk-pack">
      <Head version={version} />
      {problems.length > 0 && (
        <Alert type="error" showIcon title={t('doesNotLoad', { n: problems.length })} />
      )}
      <Propose version={version} />
      <Parts
        name={t('parts')}
        shown={search.part && search.part in parts ? search.part : 'rules'}
        onShow={(part) => navigate({ search: { ...search, part }, replace: true })}
        items={Object.entries(parts).map(([key, part]) => ({ key, ...part }))}
      />
    </section>
  );
}

function Head({ version }: { version: RulebookVersionView }) {
  const { t } = useTranslation('rulebooks');
  const both = useBoth();
  return (
    <header>
      <h2>
        {both(version.title)} {version.version}
      </h2>
      <p className="pk-cite">
        <StatusDot tone={stateTones[version.state]}>
          {version.inForce ? t('inForce') : t(`state.${version.state}`)}
        </StatusDot>
        <span className="dl-mono">{version.name}</span>
        <CopyId value={version.hash} head={17} />
        <span className="dl-muted">
          {version.authorName ? t('writtenBy', { who: version.authorName }) : t('ships')}
        </span>
        {version.uploadedAt && (
          <span className="dl-muted dl-num">
            {t('keptAt', { at: dateTime(version.uploadedAt).slice(0, 16) })}
          </span>
        )}
        {version.effectiveFrom && (
          <span className="dl-num">
            {t('countsFrom', { at: dateTime(version.effectiveFrom).slice(0, 16) })}
          </span>
        )}
      </p>
    </header>
  );
}

function History({ version }: { version: RulebookVersionView }) {
  const { t } = useTranslation('rulebooks');
  if (version.publications.length === 0) return <EmptyState kind="nothing-yet" title={t('neverProposed')} />;
  return (
    <>
      {version.publications.map((one) => (
        <Publication key={one.id} publication={one} />
      ))}
    </>
  );
}
