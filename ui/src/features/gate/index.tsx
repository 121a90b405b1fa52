import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function GatePage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.gate')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}
