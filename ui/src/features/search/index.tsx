import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/ui/PageHeader';
import { Hits } from './Hits';
import { SearchForm } from './SearchForm';
import { useSearching } from './useSearching';
import './search.css';

/** Finds utterances by role and words, over all conversations that may be read. */
export function SearchPage() {
  const { t } = useTranslation('search');
  const searching = useSearching();
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <SearchForm {...searching} />
      <Hits {...searching} />
    </>
  );
}
