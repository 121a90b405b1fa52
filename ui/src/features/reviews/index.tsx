import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '@/lib/hotkeys';
import { KeyCaps } from '@/ui/KeyCaps';
import { PageHeader } from '@/ui/PageHeader';
import { PersonalData } from '@/ui/PersonalData';
import { useIsPhone } from '@/ui/useIsPhone';
import { noteId } from './Decision';
import { reviewKeys } from './keys';
import { QueueFilters } from './QueueFilters';
import { QueueList } from './QueueList';
import { stepRow } from './queue';
import { ReviewDesk } from './ReviewDesk';
import { useDesk } from './useDesk';
import { useQueue } from './useQueue';
import './reviews.css';

/** How long the offer to undo stays on the screen. */
const undoOfferSeconds = 8;
const undoKey = 'review-undo';

export function ReviewsPage() {
  const { t } = useTranslation('reviews');
  const phone = useIsPhone();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const queue = useQueue();
  const undoFromToast = useRef(() => {});
  const desk = useDesk(queue, ({ draft }) =>
    notification.open({
      key: undoKey,
      title: t('decidedToast', { verdict: t(`verdict.${draft.verdict}`) }),
      duration: undoOfferSeconds,
      placement: phone ? 'top' : 'bottomRight',
      actions: (
        <Button size="small" onClick={() => undoFromToast.current()}>
          {t('undo')} <KeyCaps keys="z" />
        </Button>
      ),
    }),
  );
  const undo = () => {
    notification.destroy(undoKey);
    return desk.undo();
  };
  undoFromToast.current = undo;
  useHotkeys('reviews:keys.title', reviewKeys, {
    down: () => queue.choose(stepRow(queue.rows, queue.chosenId, 1)),
    up: () => queue.choose(stepRow(queue.rows, queue.chosenId, -1)),
    claim: desk.claim,
    upheld: () => desk.pick('upheld'),
    overturned: () => desk.pick('overturned'),
    unclear: () => desk.pick('unclear'),
    note: () => document.getElementById(noteId)?.focus(),
    submit: desk.submit,
    undo,
    release: desk.release,
    open: () => {
      const talk = queue.chosen?.finding;
      if (talk)
        navigate({
          to: '/conversations/$id',
          params: { id: talk.conversationId },
          search: { finding: talk.id },
        });
    },
  });
  const progress = t('progress', { done: desk.done, waiting: queue.waiting ?? '—' });
  const showList = !phone || queue.chosenId === undefined;
  return (
    <PersonalData>
      <PageHeader title={t('title')} tags={<span className="dl-muted dl-num">{progress}</span>} />
      <div className="rq">
        {showList && (
          <section className="rq-list dl-card" aria-label={t('list')}>
            <QueueFilters />
            <QueueList queue={queue} onAgain={desk.claim} />
          </section>
        )}
        {(!phone || queue.chosenId !== undefined) && <ReviewDesk queue={queue} desk={desk} />}
      </div>
    </PersonalData>
  );
}
