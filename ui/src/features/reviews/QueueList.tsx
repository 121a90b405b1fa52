import { Button, Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { EmptyState } from '@/ui/EmptyState';
import { SeverityTag } from '@/ui/SeverityTag';
import { TimeAgo } from '@/ui/TimeAgo';
import type { Queue } from './useQueue';

/** Pressing the row that is already chosen (Enter on it, or a second click) is `onAgain`. */
export function QueueList({ queue, onAgain }: { queue: Queue; onAgain: () => void }) {
  const { t } = useTranslation('reviews');
  const { list, rows, chosenId } = queue;
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (chosenId) box.current?.querySelector(`[data-id="${chosenId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  if (list.isPending) return <Skeleton active paragraph={{ rows: 6 }} title={false} />;
  if (list.isError && rows.length === 0)
    return <EmptyState kind="failed" error={list.error} onRetry={() => list.refetch()} />;
  if (rows.length === 0) {
    if (queue.filtered) return <EmptyState kind="nothing-matches" />;
    return (
      <EmptyState kind="nothing-yet" title={t('empty')}>
        {t('emptyWhy')}
      </EmptyState>
    );
  }
  return (
    <ul className="rq-rows" ref={box}>
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          me={queue.me}
          chosen={row.id === chosenId}
          onChoose={() => (row.id === chosenId ? onAgain() : queue.choose(row.id))}
        />
      ))}
      {list.hasNextPage && (
        <li>
          <Button block type="text" onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('more')}
          </Button>
        </li>
      )}
    </ul>
  );
}

type RowProps = { row: ReviewItem; me: string; chosen: boolean; onChoose: () => void };

function Row({ row, me, chosen, onChoose }: RowProps) {
  const { t } = useTranslation('reviews');
  const both = useBoth();
  const { finding, conversation } = row;
  return (
    <li data-id={row.id}>
      <button
        type="button"
        className={`rq-row ${row.status}${chosen ? ' chosen' : ''}`}
        aria-current={chosen}
        onClick={onChoose}
      >
        <span className="rq-row-top">
          <SeverityTag severity={finding.severity} />
          <TimeAgo at={finding.raisedAt} />
        </span>
        <span className="rq-row-title">{both(finding.title)}</span>
        <span className="rq-row-foot">
          <span>
            {conversation.staffName} → {conversation.personName}
          </span>
          {row.status === 'claimed' && (
            <span className="rq-claimed">{row.claimedById === me ? t('mine') : row.claimedByName}</span>
          )}
          {row.status === 'decided' && row.verdict && <span>{t(`verdict.${row.verdict}`)}</span>}
        </span>
      </button>
    </li>
  );
}
