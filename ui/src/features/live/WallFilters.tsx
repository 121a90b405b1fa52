import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Severity, WallView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { FilterBar } from '@/ui/FilterBar';
import { teamsOf } from './wall';

const severities: Severity[] = ['critical', 'major', 'minor'];

export function WallFilters({ wall }: { wall: WallView }) {
  const { t } = useTranslation('live');
  const search = useSearch({ from: '/shell/wall' });
  const navigate = useNavigate({ from: '/wall' });
  const change = (part: Partial<typeof search>) =>
    navigate({ search: { ...search, ...part }, replace: true });
  const active = search.severity !== undefined || search.team !== undefined;
  return (
    <FilterBar active={active} onClear={() => change({ severity: undefined, team: undefined })}>
      <Select
        allowClear
        value={search.severity}
        placeholder={t('severity')}
        aria-label={t('severity')}
        style={{ width: 120 }}
        onChange={(severity) => change({ severity })}
        options={severities.map((value) => ({ value, label: labelOf(t, 'severity', value) }))}
      />
      <Select
        allowClear
        value={search.team}
        placeholder={t('team')}
        aria-label={t('team')}
        style={{ width: 150 }}
        onChange={(team) => change({ team })}
        options={teamsOf(wall).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <label className="wall-switch" htmlFor="wall-all">
        <Switch
          id="wall-all"
          size="small"
          checked={search.all ?? false}
          onChange={(all) => change({ all: all || undefined })}
        />
        {t('showAcknowledged')}
      </label>
    </FilterBar>
  );
}
