import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelOf } from '@/lib/label';
import { FilterBar } from '@/ui/FilterBar';
import { useIsPhone } from '@/ui/useIsPhone';
import { type CaseSort, maybePersonal } from './search';
import { useStaff } from './useStaff';
import { buckets, statuses } from './words';

type Props = {
  hidden: string | undefined;
  onHidden: (words: string | undefined) => void;
  filtered: boolean;
  onClear: () => void;
};

/** Cards have no column heads; these are the orders one works by. */
const onPhones: CaseSort[] = ['-lastContactAt', 'lastContactAt', '-balance', '-daysPastDue', '-openFindings'];

export function CaseFilters({ hidden, onHidden, filtered, onClear }: Props) {
  const { t } = useTranslation('cases');
  const search = useSearch({ from: '/shell/cases' });
  const navigate = useNavigate({ from: '/cases' });
  const change = (part: Partial<typeof search>) => navigate({ search: { ...search, ...part } });
  const staff = useStaff();
  const phone = useIsPhone();
  const look = (typed: string) => {
    const words = typed.trim() || undefined;
    const personal = words !== undefined && maybePersonal(words);
    onHidden(personal ? words : undefined);
    change({ q: personal ? undefined : words });
  };
  return (
    <FilterBar active={filtered} onClear={onClear}>
      <Words value={hidden ?? search.q ?? ''} onLook={look} />
      <Select
        allowClear
        value={search.bucket}
        placeholder={t('column.bucket')}
        aria-label={t('column.bucket')}
        style={{ width: 110 }}
        onChange={(bucket) => change({ bucket })}
        options={buckets.map((value) => ({ value, label: value }))}
      />
      <Select
        allowClear
        value={search.status}
        placeholder={t('column.status')}
        aria-label={t('column.status')}
        style={{ width: 110 }}
        onChange={(status) => change({ status })}
        options={statuses.map((value) => ({ value, label: labelOf(t, 'caseStatus', value) }))}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.assignee}
        placeholder={t('column.assignee')}
        aria-label={t('column.assignee')}
        style={{ width: 180 }}
        onChange={(assignee) => change({ assignee })}
        options={staff.map((one) => ({ value: one.id, label: one.displayName }))}
      />
      {phone && (
        <Select
          allowClear
          value={search.sort}
          placeholder={t('sort.title')}
          aria-label={t('sort.title')}
          style={{ width: 180 }}
          onChange={(sort) => change({ sort })}
          options={onPhones.map((value) => ({ value, label: t(`sort.${value}`) }))}
        />
      )}
    </FilterBar>
  );
}

function Words({ value, onLook }: { value: string; onLook: (words: string) => void }) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <Input.Search
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={onLook}
      placeholder={t('look')}
      aria-label={t('look')}
      maxLength={64}
      style={{ width: 280, maxWidth: '100%' }}
    />
  );
}
