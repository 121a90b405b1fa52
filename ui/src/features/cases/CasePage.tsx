import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Skeleton, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type CaseView } from '@/lib/api';
import { EmptyState } from '@/ui/EmptyState';
import { PersonalData } from '@/ui/PersonalData';
import { CaseFigures } from './CaseFigures';
import { CaseFile } from './CaseFile';
import { CaseHead } from './CaseHead';
import { Facts } from './Facts';
import { type CaseTab, caseTabs } from './search';
import { Timeline } from './Timeline';
import './case.css';
import './timeline.css';

const refreshMs = 10_000;

export function useCase(id: string | undefined) {
  return useQuery({
    queryKey: ['/cases', 'one', id],
    queryFn: ({ signal }) => api.get<CaseView>(`/cases/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: refreshMs,
  });
}

export function CasePage() {
  const { id } = useParams({ from: '/shell/cases/$id' });
  const query = useCase(id);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (!query.data) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  return (
    <PersonalData>
      <CaseHead view={query.data} />
      <CaseFigures view={query.data} />
      <Parts view={query.data} />
    </PersonalData>
  );
}

function Parts({ view }: { view: CaseView }) {
  const { t } = useTranslation('cases');
  const { tab = 'timeline' } = useSearch({ from: '/shell/cases/$id' });
  const navigate = useNavigate({ from: '/cases/$id' });
  const parts: Record<CaseTab, React.ReactNode> = {
    timeline: <Timeline caseId={view.case.id} />,
    file: <CaseFile view={view} />,
    facts: <Facts view={view} />,
  };
  return (
    <div className="dl-card cs-parts">
      <Tabs
        activeKey={tab}
        onChange={(key) => navigate({ search: { tab: key as CaseTab }, replace: true })}
        destroyOnHidden
        items={caseTabs.map((key) => ({ key, label: t(`tab.${key}`), children: parts[key] }))}
      />
    </div>
  );
}
