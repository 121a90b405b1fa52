import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function EvidencePage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.evidence')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}
