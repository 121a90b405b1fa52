import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type TranscriptionView, usePages } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { PageHeader } from '@/ui/PageHeader';
import { useJobColumns } from './columns';
import { JobCard } from './JobCard';
import { transcriptionStatuses } from './search';
import './transcriptions.css';

const refreshMs = 5_000;

/** Recordings whose words are wanted: how far each is, and what stands in its way. */
export function TranscriptionsPage() {
  const { t } = useTranslation('transcriptions');
  const search = useSearch({ from: '/shell/transcriptions' });
  const navigate = useNavigate({ from: '/transcriptions' });
  const query = usePages<TranscriptionView>('/transcriptions', search, { refetchInterval: refreshMs });
  const clear = () => navigate({ search: {} });
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <FilterBar active={search.status !== undefined} onClear={clear}>
        <Select
          allowClear
          value={search.status}
          placeholder={t('filter')}
          aria-label={t('filter')}
          style={{ width: 150 }}
          onChange={(status) => navigate({ search: { status } })}
          options={transcriptionStatuses.map((value) => ({
            value,
            label: labelOf(t, 'transcriptionStatus', value),
          }))}
        />
      </FilterBar>
      <DataTable
        query={query}
        columns={useJobColumns()}
        rowKey={(job) => job.id}
        card={(job) => <JobCard job={job} />}
        filtered={search.status !== undefined}
        onClearFilters={clear}
        empty={
          <EmptyState kind="nothing-yet" title={t('none')}>
            {t('noneWhy')}
          </EmptyState>
        }
      />
    </>
  );
}
