import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, isProblem, type ReviewItem, type ReviewVerdict } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { problemText } from '@/lib/problemText';
import { timeOnly } from '@/lib/time';
import { type Draft, emptyDraft, hindranceOf, nextWaiting } from './queue';
import type { Queue } from './useQueue';

type Decided = { item: ReviewItem; draft: Draft };

/** Everything a reviewer does at the desk: claim, choose, decide and go on, undo, put back. */
export function useDesk(queue: Queue, onDecided: (last: Decided) => void) {
  const { t } = useTranslation('reviews');
  const { message } = App.useApp();
  const both = useBoth();
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const [done, setDone] = useState(0);
  const last = useRef<Decided | null>(null);
  const busy = useRef(false);
  const item = queue.chosen;
  const draft = (item && drafts[item.id]) ?? emptyDraft;
  const write = (id: string, part: Partial<Draft>) =>
    setDrafts((all) => ({ ...all, [id]: { ...(all[id] ?? emptyDraft), ...part } }));

  const refused = (error: unknown, which: ReviewItem | undefined) => {
    const name = which ? both(which.finding.title) : '';
    if (!isProblem(error, 'review-claimed'))
      return message.error(t('failed', { name, why: problemText(t, error) }));
    const { owner = '', leaseUntil } = error.facts;
    queue.refresh();
    return message.warning(t('claimedBy', { owner, until: leaseUntil ? timeOnly(leaseUntil) : '' }));
  };

  /** One request at a time: a second press of the key while one runs is a slip. */
  const once = async (act: () => Promise<unknown>) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await act();
    } catch (error) {
      refused(error, item);
    } finally {
      busy.current = false;
    }
  };

  const claim = async (id: string) => queue.remember(await api.post<ReviewItem>(`/reviews/${id}/claim`));

  const goOn = async (from: string | undefined) => {
    if (queue.filtered) {
      const next = nextWaiting(queue.rows, from, queue.me);
      queue.choose(next);
      if (next) await claim(next);
      return;
    }
    const next = await api.post<ReviewItem | undefined>('/reviews/next');
    if (next) queue.remember(next);
    else message.info(t('allDone'));
    queue.choose(next?.id);
  };

  const pick = (verdict: ReviewVerdict) =>
    once(async () => {
      if (!item) return;
      const hindrance = hindranceOf(item, queue.me, Date.now());
      if (hindrance === 'not-claimed' || hindrance === 'lease-over') await claim(item.id);
      else if (hindrance !== null) return;
      write(item.id, { verdict });
    });

  const submit = () =>
    once(async () => {
      if (!item || item.status === 'decided') return goOn(item?.id);
      if (draft.verdict === null) return message.info(t('chooseFirst'));
      // The keys must work on the next item at once, also when the note was being written.
      (document.activeElement as HTMLElement | null)?.blur();
      const before = item;
      queue.remember({ ...item, status: 'decided', verdict: draft.verdict, note: draft.note || null });
      try {
        const note = draft.note.trim() || undefined;
        queue.remember(
          await api.post<ReviewItem>(`/reviews/${item.id}/decision`, { verdict: draft.verdict, note }),
        );
      } catch (error) {
        queue.remember(before);
        throw error;
      }
      last.current = { item, draft };
      onDecided(last.current);
      setDone((n) => n + 1);
      queue.refresh();
      return goOn(item.id);
    });

  const undo = () =>
    once(async () => {
      const decided = last.current;
      if (!decided) return;
      queue.remember(await api.post<ReviewItem>(`/reviews/${decided.item.id}/undo`));
      write(decided.item.id, decided.draft);
      last.current = null;
      setDone((n) => Math.max(0, n - 1));
      queue.choose(decided.item.id);
      queue.refresh();
      message.success(t('undone'));
    });

  const release = () =>
    once(async () => {
      if (item?.status !== 'claimed' || item.claimedById !== queue.me) return;
      await api.post(`/reviews/${item.id}/release`);
      queue.remember({
        ...item,
        status: 'waiting',
        claimedById: null,
        claimedByName: null,
        leaseUntil: null,
      });
      queue.refresh();
    });

  return {
    item,
    draft,
    done,
    write,
    pick,
    submit,
    undo,
    release,
    claim: () => once(async () => (item ? claim(item.id) : goOn(undefined))),
  };
}

export type Desk = ReturnType<typeof useDesk>;
