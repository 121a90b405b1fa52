import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function OverviewPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.overview')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}
