import { Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type HoldView, usePages } from '@/lib/api';
import { useCan } from '@/lib/session';
import { dateOnly } from '@/lib/time';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { ChooseReason } from './ChooseReason';
import { PlaceHold } from './PlaceHold';

const ends = ['proceedings-ended', 'settled', 'withdrawn', 'mistake', 'other'];
const tones = { standing: 'bad', ended: 'quiet', released: 'quiet' } as const;

/** Legal holds, newest first. */
export function Holds() {
  const { t } = useTranslation('retention');
  const mayHold = useCan('legal-hold.place');
  const [placing, setPlacing] = useState(false);
  const query = usePages<HoldView>('/retention/holds');
  const columns = useColumns();
  return (
    <>
      <p className="dl-muted">
        {t('what.held')}{' '}
        {mayHold && (
          <Button size="small" onClick={() => setPlacing(true)}>
            {t('hold.place')}
          </Button>
        )}
      </p>
      <DataTable
        query={query}
        columns={columns}
        rowKey={(hold) => hold.id}
        card={(hold) => <HoldCard hold={hold} />}
        empty={<EmptyState kind="nothing-yet" title={t('none.holds')} />}
      />
      {placing && <PlaceHold onClose={() => setPlacing(false)} />}
    </>
  );
}

function useColumns(): TableColumnsType<HoldView> {
  const { t } = useTranslation('retention');
  return [
    { key: 'on', title: t('hold.column.on'), render: (_, hold) => <On hold={hold} /> },
    { key: 'reason', title: t('hold.column.reason'), render: (_, hold) => <Reason hold={hold} /> },
    {
      key: 'until',
      title: t('hold.column.until'),
      className: 'dl-num',
      render: (_, hold) => <Until hold={hold} />,
    },
    { key: 'status', title: t('hold.column.status'), render: (_, hold) => <Status hold={hold} /> },
    { key: 'by', title: t('hold.column.by'), render: (_, hold) => <By hold={hold} /> },
    { key: 'act', title: t('column.act'), render: (_, hold) => <Release hold={hold} /> },
  ];
}

function HoldCard({ hold }: { hold: HoldView }) {
  return (
    <div className="ret-card">
      <p>
        <On hold={hold} /> <Status hold={hold} />
      </p>
      <p>
        <Reason hold={hold} />{' '}
        <span className="dl-muted dl-num">
          <Until hold={hold} />
        </span>
      </p>
      <p className="dl-muted">
        <By hold={hold} />
      </p>
      <Release hold={hold} />
    </div>
  );
}

function On({ hold }: { hold: HoldView }) {
  if (!hold.caseId) return <strong>{hold.personName}</strong>;
  return (
    <Link to="/cases/$id" params={{ id: hold.caseId }}>
      {hold.caseReference ?? hold.caseId}
    </Link>
  );
}

function Reason({ hold }: { hold: HoldView }) {
  const { t } = useTranslation('retention');
  return (
    <span>
      {t(`hold.reasons.${hold.reason}`, { defaultValue: hold.reason })}{' '}
      <span className="dl-muted">{hold.reference}</span>
    </span>
  );
}

function Until({ hold }: { hold: HoldView }) {
  const { t } = useTranslation('retention');
  return hold.until ? dateOnly(hold.until) : t('hold.openEnd');
}

function Status({ hold }: { hold: HoldView }) {
  const { t } = useTranslation('retention');
  return <StatusDot tone={tones[hold.status]}>{t(`hold.status.${hold.status}`)}</StatusDot>;
}

function By({ hold }: { hold: HoldView }) {
  return (
    <span>
      {hold.placedBy} <span className="dl-num dl-muted">{dateOnly(hold.placedAt)}</span>
    </span>
  );
}

function Release({ hold }: { hold: HoldView }) {
  const { t } = useTranslation('retention');
  const mayHold = useCan('legal-hold.place');
  const [open, setOpen] = useState(false);
  if (!mayHold || hold.status === 'released') return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('hold.release')}
      </Button>
      {open && (
        <ChooseReason
          title={t('hold.releaseTitle')}
          okText={t('hold.release')}
          words="hold.ends"
          reasons={ends}
          path={`/retention/holds/${hold.id}/release`}
          done={t('hold.released')}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
