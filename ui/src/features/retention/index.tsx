import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/ui/PageHeader';
import { Parts } from '@/ui/Parts';
import { PersonalData } from '@/ui/PersonalData';
import { Holds } from './Holds';
import { People } from './People';
import { Requests } from './Requests';
import { Summary } from './Summary';
import type { RetentionTab } from './search';
import './retention.css';

/** Until when people's data is kept, what holds it, and who erases it. */
export function RetentionPage() {
  const { t } = useTranslation('retention');
  const search = useSearch({ from: '/shell/retention' });
  const navigate = useNavigate({ from: '/retention' });
  return (
    <PersonalData>
      <PageHeader title={t('title')} sub={t('sub')} />
      <Summary />
      <Parts
        name={t('title')}
        shown={search.tab ?? 'people'}
        onShow={(key) => navigate({ search: { tab: key as RetentionTab } })}
        items={[
          { key: 'people', label: t('tab.people'), children: <People /> },
          { key: 'requests', label: t('tab.requests'), children: <Requests /> },
          { key: 'holds', label: t('tab.holds'), children: <Holds /> },
        ]}
      />
    </PersonalData>
  );
}
