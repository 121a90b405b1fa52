import { DownloadOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ContactPlanView, type PlanRowView, totalOf, usePages } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { Left, textsOf, usePlanColumns, Who, Why } from './columns';
import { ExportPlan } from './ExportPlan';
import { Strip } from './Strip';
import { type PlanSearch, planStatuses } from './search';

type Props = { plan: ContactPlanView; search: PlanSearch; onChange: (part: Partial<PlanSearch>) => void };

/** The rows, best moment first, read on page by page: a plan may have a million. */
export function PlanRows({ plan, search, onChange }: Props) {
  const { t } = useTranslation('plan');
  const [exporting, setExporting] = useState(false);
  const { status, channel, rule } = search;
  const query = usePages<PlanRowView>(`/contacts/plans/${plan.id}/rows`, { status, channel, rule });
  const filtered = Boolean(status ?? channel ?? rule);
  const clear = () => onChange({ status: undefined, channel: undefined, rule: undefined });
  return (
    <>
      <Filters
        plan={plan}
        search={search}
        onChange={onChange}
        onClear={clear}
        onExport={() => setExporting(true)}
      />
      <p className="dl-muted pl-order">{t('order')}</p>
      <DataTable
        query={query}
        columns={usePlanColumns(plan)}
        rowKey={(row) => `${row.caseId} ${row.personId} ${row.channel} ${row.contactPointId ?? ''}`}
        card={(row) => <RowCard row={row} plan={plan} />}
        filtered={filtered}
        onClearFilters={clear}
        empty={
          <EmptyState kind="nothing-yet" title={t('noCases')}>
            {t('noCasesWhy')}
          </EmptyState>
        }
      />
      {exporting && (
        <ExportPlan plan={plan} search={search} total={totalOf(query)} onClose={() => setExporting(false)} />
      )}
    </>
  );
}

function Filters({
  plan,
  search,
  onChange,
  onClear,
  onExport,
}: Props & { onClear: () => void; onExport: () => void }) {
  const { t } = useTranslation('plan');
  const both = useBoth();
  const active = Boolean(search.status ?? search.channel ?? search.rule);
  return (
    <FilterBar
      active={active}
      onClear={onClear}
      end={
        <Button icon={<DownloadOutlined />} onClick={onExport}>
          {t('export.open')}
        </Button>
      }
    >
      <Select
        allowClear
        value={search.status}
        placeholder={t('filter.status')}
        aria-label={t('filter.status')}
        style={{ width: 140 }}
        onChange={(status) => onChange({ status })}
        options={planStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
      />
      <Select
        allowClear
        value={search.channel}
        placeholder={t('filter.channel')}
        aria-label={t('filter.channel')}
        style={{ width: 140 }}
        onChange={(channel) => onChange({ channel })}
        options={plan.byChannel.map(({ channel }) => ({
          value: channel,
          label: labelOf(t, 'channel', channel),
        }))}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.rule}
        placeholder={t('filter.rule')}
        aria-label={t('filter.rule')}
        style={{ width: 320, maxWidth: '100%' }}
        onChange={(rule) => onChange({ rule })}
        options={plan.byRule.map((one) => ({ value: one.rule, label: both(one.title) }))}
      />
    </FilterBar>
  );
}

function RowCard({ row, plan }: { row: PlanRowView; plan: ContactPlanView }) {
  const { t } = useTranslation('plan');
  return (
    <div className="pl-card">
      <div className="pl-card-head">
        <div>
          <Who row={row} />
        </div>
        <div>
          {labelOf(t, 'channel', row.channel)}
          <br />
          <span className="dl-muted dl-num">{row.maskedPoint ?? t('noPoint')}</span>
        </div>
      </div>
      <Strip row={row} request={plan.request} />
      <div className="pl-card-foot">
        <Why row={row} texts={textsOf(plan)} />
        <span className="dl-nowrap">
          {t('column.left')} <Left row={row} plan={plan} />
        </span>
      </div>
    </div>
  );
}
