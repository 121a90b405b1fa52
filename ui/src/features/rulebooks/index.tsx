import { useNavigate, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { Parts } from '@/ui/Parts';
import { Governance } from './Governance';
import { Judge } from './Judge';
import { Reinspection } from './Reinspection';
import { rulebookTabs } from './search';
import { useDesk } from './useRulebooks';
import { VersionList } from './VersionList';
import { VersionPage } from './VersionPage';
import { WhatIf } from './WhatIf';
import '../packs/packs.css';
import './rulebooks.css';

/** The rules of conduct: which version inspects, what each says, how they change, and what a change would do. */
export function RulebooksPage() {
  const { t } = useTranslation('rulebooks');
  const { tab = 'versions' } = useSearch({ from: '/shell/rulebooks' });
  const navigate = useNavigate({ from: '/rulebooks' });
  const tries = useCan('rulebook.what-if');
  const repeats = useCan('rulebook.reinspect');
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <Parts
        name={t('title')}
        shown={tab}
        onShow={(key) =>
          navigate({
            search: (now) => ({ ...now, tab: rulebookTabs.find((one) => one === key && one !== 'versions') }),
          })
        }
        items={[
          { key: 'versions', label: t('tab.versions'), children: <Versions /> },
          ...(tries ? [{ key: 'what-if', label: t('tab.what-if'), children: <WhatIf /> }] : []),
          ...(repeats ? [{ key: 'again', label: t('tab.again'), children: <Reinspection /> }] : []),
          { key: 'judge', label: t('tab.judge'), children: <Judge /> },
        ]}
      />
    </>
  );
}

function Versions() {
  const desk = useDesk();
  const { hash } = useSearch({ from: '/shell/rulebooks' });
  const navigate = useNavigate({ from: '/rulebooks' });
  if (desk.isError) return <EmptyState kind="failed" error={desk.error} onRetry={() => desk.refetch()} />;
  if (!desk.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const version = desk.data.versions.find((one) => one.hash === hash);
  return (
    <div className="pk">
      <VersionList desk={desk.data} chosen={version?.hash} />
      {version ? (
        <VersionPage key={version.hash} desk={desk.data} version={version} />
      ) : (
        <Governance desk={desk.data} onShow={(one) => navigate({ search: { hash: one } })} />
      )}
    </div>
  );
}
