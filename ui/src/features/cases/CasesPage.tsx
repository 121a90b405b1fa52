import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseRow, usePages } from '@/lib/api';
import { useCan } from '@/lib/session';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { PersonalData } from '@/ui/PersonalData';
import { CaseCard } from './CaseCard';
import { CaseFilters } from './CaseFilters';
import { useCaseColumns } from './columns';
import { casesSearch } from './search';
import './cases.css';

export function CasesPage() {
  const { t } = useTranslation('cases');
  const search = useSearch({ from: '/shell/cases' });
  const navigate = useNavigate({ from: '/cases' });
  // A name or an identity number is looked for without being written into the address.
  const [hidden, setHidden] = useState<string>();
  const query = usePages<CaseRow>('/cases', { ...search, q: hidden ?? search.q });
  const { sort, ...filters } = search;
  const filtered = hidden !== undefined || Object.values(filters).some((value) => value !== undefined);
  const clear = () => {
    setHidden(undefined);
    navigate({ search: { sort } });
  };
  return (
    <PersonalData>
      <PageHeader title={t('title')} />
      <CaseFilters hidden={hidden} onHidden={setHidden} filtered={filtered} onClear={clear} />
      <DataTable
        query={query}
        columns={useCaseColumns(sort)}
        onSort={(chosen) =>
          navigate({ search: { ...search, sort: casesSearch.parse({ sort: chosen }).sort } })
        }
        rowKey={(row) => row.id}
        href={(row) => `/cases/${row.id}`}
        card={(row) => <CaseCard row={row} />}
        filtered={filtered}
        onClearFilters={clear}
        empty={<NoCases />}
      />
    </PersonalData>
  );
}

function NoCases() {
  const { t } = useTranslation('cases');
  const importing = useCan('import.run');
  return (
    <EmptyState
      kind="nothing-yet"
      title={t('none')}
      action={
        importing && (
          <Link to="/imports">
            <Button type="primary">{t('toImport')}</Button>
          </Link>
        )
      }
    >
      {importing ? t('noneImport') : t('noneAssigned')}
    </EmptyState>
  );
}
