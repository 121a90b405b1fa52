import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulebookPublicationView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { useCan, useMe } from '@/lib/session';
import { dateTime } from '@/lib/time';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { useDecide } from './useRulebooks';

const tones: Record<RulebookPublicationView['status'], Tone> = {
  awaiting: 'warn',
  published: 'good',
  rejected: 'bad',
};

type Props = { publication: RulebookPublicationView; onShow?: (hash: string) => void };

/** A version proposed to inspect: why, by whom, who decided, from when it counts. */
export function Publication({ publication: one, onShow }: Props) {
  const { t } = useTranslation('rulebooks');
  const at = (moment: string) => dateTime(moment).slice(0, 16);
  return (
    <article className={`pk-proposal ${one.status}`}>
      <div className="pk-rule-head">
        <StatusDot tone={tones[one.status]}>{t(`status.${one.status}`)}</StatusDot>
        <b>
          {one.name} {one.version}
        </b>
        {one.effectiveFrom ? (
          <span className="dl-num">{t('countsFrom', { at: at(one.effectiveFrom) })}</span>
        ) : (
          one.status === 'awaiting' && <span>{t('countsFromApproval')}</span>
        )}
        <span className="dl-grow" />
        {onShow && (
          <Button size="small" onClick={() => onShow(one.hash)}>
            {t('look')}
          </Button>
        )}
      </div>
      {one.reason && <p className="pk-reason">{one.reason}</p>}
      <p className="dl-muted pk-cite">
        <span className="dl-num">
          {one.proposedBy === 'installer'
            ? t('byInstaller', { at: at(one.proposedAt) })
            : t('proposedBy', { who: one.proposedByName, at: at(one.proposedAt) })}
        </span>
        {one.decidedAt && one.decidedBy !== 'installer' && (
          <span className="dl-num">
            {t(one.status === 'rejected' ? 'rejectedBy' : 'publishedBy', {
              who: one.decidedByName,
              at: at(one.decidedAt),
            })}
            {one.decisionReason && ` · ${one.decisionReason}`}
          </span>
        )}
      </p>
      {one.status === 'awaiting' && <Decide publication={one} />}
    </article>
  );
}

/** The second person's say. Who proposed or wrote it sees why it is not theirs. */
function Decide({ publication }: { publication: RulebookPublicationView }) {
  const { t } = useTranslation('rulebooks');
  const { message } = App.useApp();
  const me = useMe();
  const decide = useDecide();
  const mayApprove = useCan('rulebook.approve');
  const [reason, setReason] = useState('');
  const isOwn = publication.proposedBy === me.staff.id;
  const isAuthor = publication.authorId === me.staff.id;
  if (!mayApprove && !isOwn) return <p className="dl-muted">{t('waitsForSecond')}</p>;
  const act = (word: 'approval' | 'rejection') =>
    decide.mutate(
      { id: publication.id, act: word, reason: reason.trim() || null },
      {
        onSuccess: () => message.success(t(word === 'approval' ? 'publishedDone' : 'rejectedDone')),
        onError: (error) => message.error(problemText(t, error)),
      },
    );
  return (
    <div className="pk-decide">
      <Input
        value={reason}
        maxLength={500}
        placeholder={t('decisionReason')}
        aria-label={t('decisionReason')}
        onChange={(event) => setReason(event.target.value)}
      />
      {isOwn || isAuthor ? (
        <span className="dl-muted">{t(isOwn ? 'ownProposal' : 'ownText')}</span>
      ) : (
        <Button type="primary" loading={decide.isPending} onClick={() => act('approval')}>
          {t('publish')}
        </Button>
      )}
      <Button danger disabled={!reason.trim()} loading={decide.isPending} onClick={() => act('rejection')}>
        {isOwn ? t('takeBack') : t('reject')}
      </Button>
    </div>
  );
}
