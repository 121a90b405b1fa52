import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ConversationRow, usePages } from '@/lib/api';
import { categories } from '@/lib/categories';
import { labelOf } from '@/lib/label';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { PageHeader } from '@/ui/PageHeader';
import { PersonalData } from '@/ui/PersonalData';
import { ConversationCard } from './ConversationCard';
import { useConversationColumns } from './columns';

const refreshMs = 5000;

export function ConversationsPage() {
  const { t } = useTranslation('conversations');
  const search = useSearch({ from: '/shell/conversations' });
  const query = usePages<ConversationRow>('/conversations', search, { refetchInterval: refreshMs });
  const navigate = useNavigate({ from: '/conversations' });
  const filtered = Object.values(search).some((value) => value !== undefined);
  const clear = () => navigate({ search: {} });
  return (
    <PersonalData>
      <PageHeader title={t('title')} />
      <Filters filtered={filtered} onClear={clear} />
      <DataTable
        query={query}
        columns={useConversationColumns()}
        rowKey={(row) => row.id}
        href={(row) => `/conversations/${row.id}`}
        card={(row) => <ConversationCard row={row} />}
        filtered={filtered}
        onClearFilters={clear}
        empty={
          <EmptyState kind="nothing-yet" title={t('none')}>
            {t('noneWhy')}
          </EmptyState>
        }
      />
    </PersonalData>
  );
}

function Filters({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation('conversations');
  const search = useSearch({ from: '/shell/conversations' });
  const navigate = useNavigate({ from: '/conversations' });
  const change = (part: Partial<typeof search>) => navigate({ search: { ...search, ...part } });
  return (
    <FilterBar active={filtered} onClear={onClear}>
      <Select
        allowClear
        value={search.status}
        placeholder={t('filter.status')}
        aria-label={t('filter.status')}
        style={{ width: 130 }}
        onChange={(status) => change({ status })}
        options={(['live', 'closed'] as const).map((value) => ({
          value,
          label: labelOf(t, 'conversationStatus', value),
        }))}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.category}
        placeholder={t('filter.category')}
        aria-label={t('filter.category')}
        style={{ width: 180 }}
        onChange={(category) => change({ category })}
        options={categories.map((value) => ({ value, label: labelOf(t, 'category', value) }))}
      />
      {search.staffId && (
        <Tag closable onClose={() => change({ staffId: undefined })}>
          {t('filter.oneStaff')}
        </Tag>
      )}
      {search.caseId && (
        <Tag closable onClose={() => change({ caseId: undefined })}>
          {t('filter.oneCase')}
        </Tag>
      )}
    </FilterBar>
  );
}
