import { Alert, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReviewItem, ReviewVerdict } from '@/lib/api';
import { KeyCaps } from '@/ui/KeyCaps';
import { TimeAgo } from '@/ui/TimeAgo';
import { Lease, useRealNow } from './Lease';
import { type Hindrance, hindranceOf } from './queue';
import type { Desk } from './useDesk';
import type { Queue } from './useQueue';

const verdicts: { verdict: ReviewVerdict; keys: string }[] = [
  { verdict: 'upheld', keys: 'a' },
  { verdict: 'overturned', keys: 'r' },
  { verdict: 'unclear', keys: 'u' },
];
const noteMax = 1000;
export const noteId = 'review-note';

export function Decision({ queue, desk, item }: { queue: Queue; desk: Desk; item: ReviewItem }) {
  const { t } = useTranslation('reviews');
  const hindrance = hindranceOf(item, queue.me, useRealNow());
  const open = hindrance === null || hindrance === 'not-claimed' || hindrance === 'lease-over';
  const mine = hindrance === null;
  return (
    <aside className="rq-decision dl-card" aria-label={t('decision')}>
      <Notice item={item} hindrance={hindrance} onClaim={desk.claim} />
      {mine && item.leaseUntil && <Lease until={item.leaseUntil} />}
      <fieldset className="rq-verdicts" disabled={!open}>
        <legend>{t('decision')}</legend>
        {verdicts.map(({ verdict, keys }) => (
          <Button
            key={verdict}
            block
            disabled={!open}
            type={verdictOf(item, desk) === verdict ? 'primary' : 'default'}
            aria-pressed={verdictOf(item, desk) === verdict}
            onClick={() => desk.pick(verdict)}
          >
            <span>{t(`verdict.${verdict}`)}</span>
            <KeyCaps keys={keys} />
          </Button>
        ))}
      </fieldset>
      <label className="dl-muted" htmlFor={noteId}>
        {t('note')} <KeyCaps keys="n" />
      </label>
      <Input.TextArea
        id={noteId}
        rows={3}
        maxLength={noteMax}
        value={item.status === 'decided' ? (item.note ?? '') : desk.draft.note}
        readOnly={!open}
        onChange={(event) => desk.write(item.id, { note: event.target.value })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <Button type="primary" block onClick={desk.submit} disabled={!open && hindrance !== 'decided'}>
        {t(item.status === 'decided' ? 'takeNext' : 'submit')} <KeyCaps keys="mod+Enter" />
      </Button>
      {mine && (
        <Button block type="text" onClick={desk.release}>
          {t('release')} <KeyCaps keys="s" />
        </Button>
      )}
    </aside>
  );
}

function verdictOf(item: ReviewItem, desk: Desk): ReviewVerdict | null {
  return item.status === 'decided' ? item.verdict : desk.draft.verdict;
}

type NoticeProps = { item: ReviewItem; hindrance: Hindrance; onClaim: () => void };

/** Says who holds the item, or why it can't be decided here. */
function Notice({ item, hindrance, onClaim }: NoticeProps) {
  const { t } = useTranslation('reviews');
  if (hindrance === null) return null;
  if (hindrance === 'decided') {
    return (
      <Alert
        type="success"
        title={t('decidedBy', { name: item.decidedByName ?? '' })}
        description={item.decidedAt && <TimeAgo at={item.decidedAt} mode="full" />}
      />
    );
  }
  if (hindrance === 'own-talk') return <Alert type="warning" title={t('ownTalk')} />;
  if (hindrance === 'claimed-by-other') {
    return (
      <Alert
        type="warning"
        title={t('heldBy', { name: item.claimedByName ?? '' })}
        description={t('readOnly')}
      />
    );
  }
  const again = hindrance === 'lease-over';
  return (
    <Alert
      type={again ? 'warning' : 'info'}
      title={t(again ? 'leaseOver' : 'notClaimed')}
      action={
        <Button size="small" onClick={onClaim}>
          {t('claim')} <KeyCaps keys="Enter" />
        </Button>
      }
    />
  );
}
