import { HistoryOutlined } from '@ant-design/icons';
import { Button, Modal, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ContactPointView, itemsOf, type PersonAccessView, usePages } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useCan } from '@/lib/session';
import { dateTime } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';

/** Who has seen this number, read from the ledger; for those who may read it. */
export function SeenBy({ point }: { point: ContactPointView }) {
  const { t } = useTranslation('cases');
  const allowed = useCan('evidence.read');
  const [open, setOpen] = useState(false);
  if (!allowed) return null;
  return (
    <>
      <Tooltip title={t('seenBy.title')}>
        <Button
          type="text"
          size="small"
          icon={<HistoryOutlined />}
          aria-label={t('seenBy.title')}
          onClick={() => setOpen(true)}
        />
      </Tooltip>
      {open && (
        <Modal
          open
          footer={null}
          width={640}
          title={t('seenBy.of', { masked: point.masked })}
          onCancel={() => setOpen(false)}
        >
          <Accesses point={point} />
        </Modal>
      )}
    </>
  );
}

function Accesses({ point }: { point: ContactPointView }) {
  const { t } = useTranslation('cases');
  const query = usePages<PersonAccessView>(`/people/${point.personId}/accesses`, {
    contactPointId: point.id,
  });
  const rows = itemsOf(query);
  if (query.isError) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  return (
    <>
      <p className="dl-muted">{t('seenBy.what')}</p>
      {query.isSuccess && rows.length === 0 && !query.hasNextPage && (
        <EmptyState kind="nothing-yet" title={t('seenBy.nobody')} />
      )}
      <ul className="cs-seen">
        {rows.map((one) => (
          <li key={one.entryId}>
            <span className="dl-num">{dateTime(one.at)}</span>
            <strong>{one.staffName ?? one.staffId}</strong>
            <span>{labelOf(t, 'act', one.act)}</span>
            <span>{t(`seenBy.reason.${one.reason}`, { defaultValue: one.reason ?? '' })}</span>
            <span className="dl-muted dl-num">{one.index === null ? '' : `#${one.index}`}</span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('seenBy.more')}
        </Button>
      )}
    </>
  );
}
