import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Severity } from '@/lib/api';
import { categories } from '@/lib/categories';
import { labelOf } from '@/lib/label';

const severities: Severity[] = ['critical', 'major', 'minor'];
const statuses = ['waiting', 'claimed', 'decided', 'dismissed'] as const;

export function QueueFilters() {
  const { t } = useTranslation('reviews');
  const search = useSearch({ from: '/shell/reviews' });
  const navigate = useNavigate({ from: '/reviews' });
  const change = (part: Partial<typeof search>) =>
    navigate({ search: { ...search, ...part, item: undefined } });
  return (
    <div className="rq-filters">
      <Segmented
        block
        value={search.status ?? 'waiting'}
        onChange={(status) => change({ status: status === 'waiting' ? undefined : status })}
        options={statuses.map((value) => ({ value, label: labelOf(t, 'reviewStatus', value) }))}
      />
      <div className="rq-selects">
        <Select
          allowClear
          size="small"
          value={search.severity}
          placeholder={t('severity')}
          aria-label={t('severity')}
          onChange={(severity) => change({ severity })}
          options={severities.map((value) => ({ value, label: labelOf(t, 'severity', value) }))}
        />
        <Select
          allowClear
          size="small"
          value={search.category}
          placeholder={t('category')}
          aria-label={t('category')}
          onChange={(category) => change({ category })}
          options={categories.map((value) => ({ value, label: labelOf(t, 'category', value) }))}
        />
      </div>
    </div>
  );
}
