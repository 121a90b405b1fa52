import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function ImportsPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.imports')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}
