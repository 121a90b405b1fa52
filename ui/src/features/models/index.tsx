import { useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { ModelWarnings } from '@/ui/ModelWarnings';
import { PageHeader } from '@/ui/PageHeader';
import { Desk } from './Desk';
import { ModelList } from './ModelList';
import { ModelPage } from './ModelPage';
import { useModels } from './useModels';
import '../packs/packs.css';
import './models.css';

/** The institution's own models: what they learned from, how they do, which is champion, and how that changes. */
export function ModelsPage() {
  const { t } = useTranslation('models');
  const models = useModels();
  const { name } = useSearch({ from: '/shell/models' });
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <ModelWarnings />
      {models.isError ? (
        <EmptyState kind="failed" error={models.error} onRetry={() => models.refetch()} />
      ) : models.data ? (
        <div className="pk">
          <ModelList models={models.data} chosen={name} />
          {name ? <ModelPage key={name} name={name} /> : <Desk models={models.data} />}
        </div>
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </>
  );
}
