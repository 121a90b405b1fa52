import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/lib/session';
import { PageHeader } from '@/ui/PageHeader';
import { Parts } from '@/ui/Parts';
import { PersonalData } from '@/ui/PersonalData';
import { Emergencies } from './Emergencies';
import { Entries } from './Entries';
import { Offline } from './Offline';
import { Status } from './Status';
import type { EvidenceTab } from './search';
import './evidence.css';

export function EvidencePage() {
  const { t } = useTranslation('evidence');
  const search = useSearch({ from: '/shell/evidence' });
  const navigate = useNavigate({ from: '/evidence' });
  // An address that names a case is about its entries.
  const reviews = useCan('break-glass.review');
  const tab = search.tab ?? (search.caseId ? 'entries' : 'status');
  return (
    <PersonalData>
      <PageHeader title={t('title')} sub={t('sub')} />
      <Parts
        name={t('title')}
        shown={tab}
        onShow={(key) => navigate({ search: { ...search, tab: key as EvidenceTab } })}
        items={[
          { key: 'status', label: t('tab.status'), children: <Status /> },
          { key: 'entries', label: t('tab.entries'), children: <Entries /> },
          ...(reviews
            ? [{ key: 'emergencies', label: t('tab.emergencies'), children: <Emergencies /> }]
            : []),
          { key: 'offline', label: t('tab.offline'), children: <Offline /> },
        ]}
      />
    </PersonalData>
  );
}
