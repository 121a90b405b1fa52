import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function CasesPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.cases')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}

export function CasePage() {
  return <EmptyState kind="nothing-yet" />;
}
