import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PackView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { useIsPhone } from '@/ui/useIsPhone';
import { PackRules } from './PackRules';
import { usePacks } from './usePacks';

/** The rules the gate decides by, as they stand. */
export function Packs() {
  const { t } = useTranslation('gate');
  const both = useBoth();
  const phone = useIsPhone();
  const packs = usePacks();
  const { pack: named } = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  if (packs.isError) return <EmptyState kind="failed" error={packs.error} onRetry={() => packs.refetch()} />;
  if (!packs.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (packs.data.length === 0) return <EmptyState kind="nothing-yet" title={t('noPacks')} />;
  const shown = packs.data.find((pack) => pack.name === named) ?? packs.data[0];
  return (
    <>
      <Segmented
        vertical={phone}
        className="gt-pack-choice"
        value={shown?.name}
        onChange={(pack) => navigate({ search: (now) => ({ ...now, pack }), replace: true })}
        options={packs.data.map((pack) => ({ value: pack.name, label: both(pack.title) || pack.name }))}
      />
      {shown && <Pack pack={shown} />}
    </>
  );
}

function Pack({ pack }: { pack: PackView }) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  return (
    <section className="dl-card">
      <header className="gt-pack-head">
        <h2>{both(pack.title)}</h2>
        {pack.applies !== undefined && (
          <StatusDot tone={pack.applies ? 'good' : 'quiet'}>
            {pack.applies ? t('applies') : t('appliesNot')}
          </StatusDot>
        )}
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
