import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type FormerFigureView, usePages } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { dateTime } from '@/lib/time';
import { DataTable } from '@/ui/DataTable';
import { StatusDot } from '@/ui/StatusDot';
import { useIsPhone } from '@/ui/useIsPhone';
import { useWindowName } from '../gate/Counters';
import { FigureEvents } from './FigureEvents';
import { figureStatuses } from './search';
import { useCounterName } from './useCounterName';

const tones = { agrees: 'good', differs: 'warn', accepted: 'quiet' } as const;

/** The figures one by one: whose, what they said, what we count, and what lies behind it. */
export function Figures() {
  const { t } = useTranslation('history');
  const { status = 'differs', counter } = useSearch({ from: '/shell/history' });
  const navigate = useNavigate({ from: '/history' });
  const phone = useIsPhone();
  const query = usePages<FormerFigureView>('/contacts/history-check/figures', { status, counter });
  const columns = useColumns();
  return (
    <>
      <div className="hs-filter">
        <Segmented
          vertical={phone}
          value={status}
          aria-label={t('figure.show')}
          onChange={(chosen) =>
            navigate({ search: (now) => ({ ...now, status: chosen }), resetScroll: false })
          }
          options={figureStatuses.map((value) => ({ value, label: t(`figure.status.${value}`) }))}
        />
        {counter && (
          <Button
            onClick={() =>
              navigate({ search: (now) => ({ ...now, counter: undefined }), resetScroll: false })
            }
          >
            {t('figure.allCounters')}
          </Button>
        )}
      </div>
      <DataTable
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        expand={(row) => <FigureEvents id={row.id} />}
        card={(row) => <Card row={row} />}
        filtered={status !== 'all' || counter !== undefined}
        onClearFilters={() =>
          navigate({ search: (now) => ({ ...now, status: 'all', counter: undefined }), resetScroll: false })
        }
      />
    </>
  );
}

function useColumns(): TableColumnsType<FormerFigureView> {
  const { t } = useTranslation('history');
  const nameOf = useCounterName();
  const windowOf = useWindowName();
  return [
    { key: 'case', title: t('figure.case'), render: (_, row) => <CaseLink row={row} /> },
    { key: 'person', title: t('figure.person'), render: (_, row) => row.personName ?? '—' },
    {
      key: 'counter',
      title: t('figure.counter'),
      render: (_, row) => (
        <>
          {nameOf(row)} <span className="dl-muted">{windowOf(row.window)}</span>
          <Key row={row} />
        </>
      ),
    },
    {
      key: 'asOf',
      title: t('figure.asOf'),
      className: 'dl-num',
      render: (_, row) => dateTime(row.asOf).slice(0, 16),
    },
    { key: 'theirs', title: t('figure.theirs'), align: 'right', className: 'dl-num', dataIndex: 'theirs' },
    {
      key: 'ours',
      title: t('figure.ours'),
      align: 'right',
      className: 'dl-num',
      render: (_, row) => <Ours row={row} />,
    },
    {
      key: 'status',
      title: t('figure.state'),
      render: (_, row) => <StatusDot tone={tones[row.status]}>{t(`figure.status.${row.status}`)}</StatusDot>,
    },
  ];
}

function CaseLink({ row }: { row: FormerFigureView }) {
  return (
    <Link to="/cases/$id" params={{ id: row.caseId }}>
      {row.caseReference ?? row.caseId}
    </Link>
  );
}

/** By what it is counted, where that is not the person alone. */
function Key({ row }: { row: FormerFigureView }) {
  const { t } = useTranslation('history');
  const words = [
    row.countedBy === 'person' ? '' : t(`figure.by.${row.countedBy}`),
    row.point ?? '',
    labelOf(t, 'channel', row.channel === 'any' ? '' : row.channel),
  ].filter(Boolean);
  return words.length === 0 ? null : <span className="dl-muted"> · {words.join(' ')}</span>;
}

function Ours({ row }: { row: FormerFigureView }) {
  const { t } = useTranslation('history');
  if (row.ours !== null) return <strong>{row.ours}</strong>;
  return <span className="dl-muted">{t(`hindrance.${row.hindrance}`, { defaultValue: row.hindrance })}</span>;
}

function Card({ row }: { row: FormerFigureView }) {
  const { t } = useTranslation('history');
  const nameOf = useCounterName();
  const windowOf = useWindowName();
  return (
    <div className="hs-card">
      <div>
        <CaseLink row={row} /> {row.personName}
        <StatusDot tone={tones[row.status]}>{t(`figure.status.${row.status}`)}</StatusDot>
      </div>
      <div>
        {nameOf(row)} <span className="dl-muted">{windowOf(row.window)}</span>
        <Key row={row} />
      </div>
      <div className="dl-num">
        {t('figure.theirs')} {row.theirs} · {t('figure.ours')} <Ours row={row} />
        <span className="dl-muted">{dateTime(row.asOf).slice(0, 16)}</span>
      </div>
      <details>
        <summary>{t('figure.events')}</summary>
        <FigureEvents id={row.id} />
      </details>
    </div>
  );
}
