import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function ConversationsPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('nav.conversations')} />
      <EmptyState kind="nothing-yet" />
    </>
  );
}

export function ConversationPage() {
  return <EmptyState kind="nothing-yet" />;
}
