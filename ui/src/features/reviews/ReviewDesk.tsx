import { ArrowLeftOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Transcript } from '@/features/conversations/Transcript';
import { useConversation } from '@/features/conversations/useConversation';
import { WhyPanel } from '@/features/conversations/WhyPanel';
import type { ReviewItem } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { EmptyState } from '@/ui/EmptyState';
import { KeyCaps } from '@/ui/KeyCaps';
import { TimeAgo } from '@/ui/TimeAgo';
import { useIsPhone } from '@/ui/useIsPhone';
import { Decision } from './Decision';
import type { Desk } from './useDesk';
import type { Queue } from './useQueue';

export function ReviewDesk({ queue, desk }: { queue: Queue; desk: Desk }) {
  const { t } = useTranslation('reviews');
  const phone = useIsPhone();
  const item = queue.chosen;
  if (!item && queue.looking) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!item) {
    return (
      <section className="dl-card rq-blank">
        <EmptyState
          kind="nothing-yet"
          title={t(queue.chosenId ? 'gone' : 'chooseOne')}
          action={
            <Button type="primary" onClick={queue.chosenId ? () => queue.choose(undefined) : desk.claim}>
              {t(queue.chosenId ? 'back' : 'takeNext')}{' '}
              {!queue.chosenId && !phone && <KeyCaps keys="Enter" />}
            </Button>
          }
        />
      </section>
    );
  }
  return (
    <>
      {phone && (
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          onClick={() => queue.choose(undefined)}
          className="rq-back"
        >
          {t('back')}
        </Button>
      )}
      <Talk key={item.id} item={item} />
      <Decision queue={queue} desk={desk} item={item} />
    </>
  );
}

function Talk({ item }: { item: ReviewItem }) {
  const { t } = useTranslation('reviews');
  const talk = useConversation(item.finding.conversationId);
  const [peek, setPeek] = useState(item.finding.id);
  useEffect(() => setPeek(item.finding.id), [item.finding.id]);
  const row = item.conversation;
  const finding = talk.data?.findings.find((one) => one.id === peek) ?? item.finding;
  return (
    <section className="rq-talk dl-card" aria-label={t('talk')}>
      <header className="rq-talk-head">
        <Link to="/conversations/$id" params={{ id: row.id }} search={{ finding: item.finding.id }}>
          {row.staffName} → {row.personName}
        </Link>
        <span className="dl-muted">
          {labelOf(t, 'kind', row.kind)} · {labelOf(t, 'direction', row.direction)} · {row.caseReference} ·{' '}
          <TimeAgo at={row.startedAt} mode="full" />
        </span>
      </header>
      {talk.isPending && <Skeleton active paragraph={{ rows: 8 }} style={{ padding: 16 }} />}
      {talk.isError && !talk.data && (
        <EmptyState kind="failed" error={talk.error} onRetry={() => talk.refetch()} />
      )}
      {talk.data && (
        <Transcript
          utterances={talk.data.utterances}
          findings={talk.data.findings}
          chosen={peek}
          onChoose={setPeek}
        />
      )}
      <div className="rq-why">
        {peek !== item.finding.id && (
          <Button type="link" onClick={() => setPeek(item.finding.id)}>
            {t('backToFinding')}
          </Button>
        )}
        <WhyPanel finding={finding} />
      </div>
    </section>
  );
}
