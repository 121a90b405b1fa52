import { Link, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PackView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { PackRules } from './PackRules';
import { usePacks } from './usePacks';

/** The rules the gate decides by, as they stand. */
export function Packs() {
  const { t } = useTranslation('gate');
  const both = useBoth();
  const packs = usePacks();
  const search = useSearch({ from: '/shell/gate' });
  if (packs.isError) return <EmptyState kind="failed" error={packs.error} onRetry={() => packs.refetch()} />;
  if (!packs.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (packs.data.length === 0) return <EmptyState kind="nothing-yet" title={t('noPacks')} />;
  const shown = packs.data.find((pack) => pack.name === search.pack) ?? packs.data[0];
  return (
    <div className="gt-packs">
      <nav aria-label={t('packList')}>
        {packs.data.map((pack) => (
          <Link
            key={pack.name}
            to="/gate"
            search={{ ...search, pack: pack.name }}
            className={pack === shown ? 'chosen' : ''}
            aria-current={pack === shown}
          >
            {both(pack.title) || pack.name}
            <Applies pack={pack} />
          </Link>
        ))}
      </nav>
      {shown && <Pack pack={shown} />}
    </div>
  );
}

function Pack({ pack }: { pack: PackView }) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  return (
    <section className="dl-card">
      <header className="gt-pack-head">
        <h2>{both(pack.title)}</h2>
        <Applies pack={pack} />
        <span className="dl-muted">{pack.jurisdiction}</span>
        <span className="dl-mono">
          {pack.name} {pack.version}
        </span>
        <CopyId value={pack.hash} head={14} />
        <span className="dl-muted">{t('ruleCount', { n: pack.rules.length })}</span>
      </header>
      <PackRules rules={pack.rules} />
    </section>
  );
}

function Applies({ pack }: { pack: PackView }) {
  const { t } = useTranslation('gate');
  if (pack.applies === undefined) return null;
  return (
    <StatusDot tone={pack.applies ? 'good' : 'quiet'}>
      {pack.applies ? t('applies') : t('appliesNot')}
    </StatusDot>
  );
}
