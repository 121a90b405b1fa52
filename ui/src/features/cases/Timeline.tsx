import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { itemsOf, type TimelineItem, usePages } from '@/lib/api';
import { dateOnly } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { TimelineRow } from './TimelineRow';
import { daysOf, linesOf } from './timeline';
import { useSentence } from './useSentence';

const refreshMs = 5000;

/** Everything that happened in a case, newest first, each line an entry of the ledger. */
export function Timeline({ caseId }: { caseId: string }) {
  const { t } = useTranslation('cases');
  const query = usePages<TimelineItem>(`/cases/${caseId}/timeline`, {}, { refetchInterval: refreshMs });
  const sentence = useSentence();
  const items = itemsOf(query);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (query.isError && items.length === 0)
    return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  if (items.length === 0) return <EmptyState kind="nothing-yet" title={t('noEntries')} />;
  return (
    <>
      {daysOf(linesOf(items), dateOnly).map(({ day, lines }) => (
        <section key={day} className="tl-day">
          <h3 className="dl-num">{day}</h3>
          <ol>
            {lines.map((line) => (
              <TimelineRow key={line.item.id} line={line} day={day} sentence={sentence(line.item)} />
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage && (
        <div className="dl-list-foot">
          <Button onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {t('earlier')}
          </Button>
        </div>
      )}
    </>
  );
}
