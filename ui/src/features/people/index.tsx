import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function PeoplePage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.people')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}
