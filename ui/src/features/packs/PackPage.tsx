import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PackDetailView, PackTextView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { Parts } from '@/ui/Parts';
import { Source } from '@/ui/Source';
import { StatusDot } from '@/ui/StatusDot';
import { Comparison } from './Comparison';
import { History } from './History';
import { Rules } from './Rules';
import { Scope } from './Scope';
import { usePack } from './usePacks';
import { useRegionName } from './useRegionName';
import { Vectors } from './Vectors';

export function PackPage({ pack, hash }: { pack: PackTextView; hash: string }) {
  const query = usePack(pack.name, hash);
  if (query.isError) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Pack pack={pack} detail={query.data} />;
}

function Pack({ pack, detail }: { pack: PackTextView; detail: PackDetailView }) {
  const { t } = useTranslation('packs');
  const search = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const unconfirmed = detail.rules.filter((rule) => !rule.confirmed).length;
  const parts = {
    rules: { label: `${t('part.rules')} ${detail.rules.length}`, children: <Rules pack={detail} /> },
    vectors: { label: `${t('part.vectors')} ${detail.vectors.length}`, children: <Vectors pack={detail} /> },
    source: { label: t('part.source'), children: <Source text={detail.text} problems={detail.problems} /> },
    changes: { label: t('part.changes'), children: <Comparison name={detail.name} hash={detail.hash} /> },
    history: { label: t('part.history'), children: <History name={detail.name} hash={detail.hash} /> },
  };
  return (
    <section className="dl-card pk-pack">
      <Head pack={pack} detail={detail} unconfirmed={unconfirmed} />
      {pack.newHash && <Changed pack={pack} shown={detail.hash} />}
      {detail.problems.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('doesNotLoad', { n: detail.problems.length })}
          description={detail.problems.slice(0, 5).map((one) => (
            <div key={`${one.line} ${one.field} ${one.message}`} className="dl-mono">
              {one.line}: {one.field}: {one.message}
            </div>
          ))}
        />
      )}
      <Parts
        name={t('parts')}
        shown={search.part && search.part in parts ? search.part : 'rules'}
        onShow={(part) => navigate({ search: { ...search, part }, replace: true })}
        items={Object.entries(parts).map(([key, part]) => ({ key, ...part }))}
      />
    </section>
  );
}

function Head({
  pack,
  detail,
  unconfirmed,
}: {
  pack: PackTextView;
  detail: PackDetailView;
  unconfirmed: number;
}) {
  const { t } = useTranslation('packs');
  const both = useBoth();
  const region = useRegionName();
  const decides = pack.hash === detail.hash && pack.state !== 'available';
  return (
    <header>
      <h2>{both(detail.title) || detail.name}</h2>
      <p className="pk-cite">
        <StatusDot tone={decides ? 'good' : 'quiet'}>{t(decides ? 'decides' : 'decidesNot')}</StatusDot>
        <span>{region(detail.jurisdiction)}</span>
        <span className="dl-mono">
          {detail.name} {detail.version}
        </span>
        <CopyId value={detail.hash} head={17} />
        <span className="dl-muted">{t(`source.${detail.source}`)}</span>
        <span className="dl-muted">{detail.zone}</span>
        {detail.calendar && <span className="dl-muted">{t('withCalendar', { name: detail.calendar })}</span>}
        {(pack.effectiveFrom || pack.effectiveTo) && (
          <span className="dl-muted dl-num">
            {t('dates', { from: pack.effectiveFrom ?? '…', to: pack.effectiveTo ?? '…' })}
          </span>
        )}
        {unconfirmed > 0 && <span className="pk-unsure">{t('unconfirmedCount', { n: unconfirmed })}</span>}
      </p>
      <Scope detail={detail} />
    </header>
  );
}

/** The folder holds another text than the one that decides. */
function Changed({ pack, shown }: { pack: PackTextView; shown: string }) {
  const { t } = useTranslation('packs');
  const search = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const showsNew = shown === pack.newHash;
  const see = () =>
    navigate({
      search: showsNew
        ? { ...search, hash: pack.hash, part: 'rules' }
        : { ...search, hash: pack.newHash ?? undefined, against: pack.hash, part: 'changes' },
    });
  return (
    <Alert
      type="warning"
      showIcon
      title={t('changedOnDisk', { from: pack.version, to: pack.newVersion })}
      action={
        <button type="button" className="pk-see" onClick={see}>
          {t(showsNew ? 'seeDeciding' : 'seeChanges')}
        </button>
      }
    />
  );
}
