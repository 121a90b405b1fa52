import { useQuery } from '@tanstack/react-query';
import { Select, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type CaseRow, type Page } from '@/lib/api';

type Props = {
  value: string | undefined;
  /** The case in the address, which the search may not have found. */
  chosen: CaseRow | undefined;
  onChange: (caseId: string | undefined) => void;
};

/** Finds a case by reference, full name or identity number, as the case list does. */
export function CaseSelect({ value, chosen, onChange }: Props) {
  const { t } = useTranslation('gate');
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['/cases', 'choice', words],
    queryFn: ({ signal }) => api.get<Page<CaseRow>>('/cases', { query: { q: words, limit: 20 }, signal }),
    placeholderData: (previous) => previous,
  });
  const rows = found.data?.items ?? [];
  const all = chosen && !rows.some((row) => row.id === chosen.id) ? [chosen, ...rows] : rows;
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value}
      onChange={onChange}
      placeholder={t('findCase')}
      aria-label={t('findCase')}
      notFoundContent={found.isFetching ? <Spin size="small" /> : t('noCase')}
      options={all.map((row) => ({ value: row.id, label: `${row.reference} · ${row.personName}` }))}
    />
  );
}
