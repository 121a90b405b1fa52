import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EntryView, itemsOf, usePages } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useCan } from '@/lib/session';
import { CopyId } from '@/ui/CopyId';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { TimeAgo } from '@/ui/TimeAgo';
import { useIsPhone } from '@/ui/useIsPhone';
import { CopyText } from './CopyText';
import { ExportDialog } from './ExportDialog';

const refreshMs = 5000;

/** The ledger as it lies: newest first, each entry with the exact text that was hashed. */
export function Entries() {
  const { t } = useTranslation('evidence');
  const { caseId } = useSearch({ from: '/shell/evidence' });
  const navigate = useNavigate({ from: '/evidence' });
  const query = usePages<EntryView>('/evidence/entries', { caseId }, { refetchInterval: refreshMs });
  const phone = useIsPhone();
  const columns = useColumns();
  const clear = () => navigate({ search: { tab: 'entries' } });
  const rows = itemsOf(query);
  const wide = !phone && rows.length > 0;
  return (
    <>
      <OfCase caseId={caseId} onClear={clear} />
      <DataTable
        query={query}
        columns={columns}
        rowKey={(entry) => entry.id}
        card={(entry) => <EntryCard entry={entry} />}
        expand={wide ? (entry) => <CopyText text={entry.leaf} /> : undefined}
        filtered={caseId !== undefined}
        onClearFilters={clear}
        empty={<EmptyState kind="nothing-yet" title={t('noEntries')} />}
      />
    </>
  );
}

function OfCase({ caseId, onClear }: { caseId: string | undefined; onClear: () => void }) {
  const { t } = useTranslation('evidence');
  const exporting = useCan('evidence.export');
  const [open, setOpen] = useState(false);
  if (!caseId) return <p className="dl-muted">{t('entriesWhat')}</p>;
  return (
    <FilterBar
      active
      onClear={onClear}
      end={exporting && <Button onClick={() => setOpen(true)}>{t('export.title')}</Button>}
    >
      <Tag closable onClose={onClear}>
        {t('oneCase')}
      </Tag>
      <CopyId value={caseId} />
      {open && <ExportDialog caseId={caseId} onClose={() => setOpen(false)} />}
    </FilterBar>
  );
}

function useColumns(): TableColumnsType<EntryView> {
  const { t } = useTranslation('evidence');
  return [
    Table.EXPAND_COLUMN,
    {
      key: 'index',
      title: t('column.index'),
      align: 'right',
      className: 'dl-num',
      render: (_, entry) => entry.index ?? <span className="dl-muted">{t('waiting')}</span>,
    },
    { key: 'act', title: t('column.act'), render: (_, entry) => <Act act={entry.act} /> },
    { key: 'at', title: t('column.at'), render: (_, entry) => <TimeAgo at={entry.at} mode="full" /> },
    {
      key: 'case',
      title: t('column.case'),
      render: (_, entry) => <CaseLink id={entry.caseId} />,
    },
    {
      key: 'hash',
      title: t('column.leafHash'),
      render: (_, entry) => <CopyId value={entry.leafHash} head={12} />,
    },
  ];
}

function Act({ act }: { act: string }) {
  const { t } = useTranslation();
  return (
    <span>
      {labelOf(t, 'act', act)} <span className="dl-mono dl-muted">{act}</span>
    </span>
  );
}

function CaseLink({ id }: { id: string | null }) {
  const readable = useCan('case.read.own', 'case.read.team', 'case.read.all');
  if (!id) return <span className="dl-muted">—</span>;
  if (!readable) return <CopyId value={id} />;
  return (
    <Link to="/cases/$id" params={{ id }} className="dl-mono">
      {id.slice(0, 2)}…{id.slice(-6)}
    </Link>
  );
}

function EntryCard({ entry }: { entry: EntryView }) {
  const { t } = useTranslation('evidence');
  return (
    <div className="evd-card">
      <div>
        <Act act={entry.act} />
        <span className="dl-num">{entry.index === null ? t('waiting') : `#${entry.index}`}</span>
      </div>
      <div className="dl-muted">
        <TimeAgo at={entry.at} mode="full" />
        <CaseLink id={entry.caseId} />
      </div>
      <details>
        <summary>
          <span className="dl-mono">{entry.leafHash.slice(0, 16)}…</span>
        </summary>
        <CopyText text={entry.leaf} />
      </details>
    </div>
  );
}
