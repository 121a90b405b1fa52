import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function WallPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.wall')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}
