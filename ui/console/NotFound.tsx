import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';

export function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState
      kind="nothing-yet"
      title={t('empty.notFound')}
      action={<Link to="/">{t('nav.overview')}</Link>}
    />
  );
}
