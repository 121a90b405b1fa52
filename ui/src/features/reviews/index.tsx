import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function ReviewsPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.reviews')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}
