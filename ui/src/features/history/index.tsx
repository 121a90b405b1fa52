import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/ui/PageHeader';
import { PersonalData } from '@/ui/PersonalData';
import { Begin } from './Begin';
import { Bring } from './Bring';
import { Check } from './Check';
import './history.css';

/** Where an institution's contact history comes from: brought in and checked, or declared to be none. */
export function HistoryPage() {
  const { t } = useTranslation('history');
  return (
    <PersonalData>
      <PageHeader title={t('title')} sub={t('sub')} />
      <div className="hs">
        <Begin />
        <Bring />
        <Check />
      </div>
    </PersonalData>
  );
}
