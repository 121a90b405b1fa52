import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RulebookPublicationView } from '@/lib/api';
import { useCan, useMe } from '@/lib/session';
import { dateTime } from '@/lib/time';
import { SecondPerson } from '@/ui/SecondPerson';
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

/** Neither who proposed nor who wrote it may publish it. */
function Decide({ publication: { id, proposedBy, authorId } }: { publication: RulebookPublicationView }) {
  const { t } = useTranslation('rulebooks');
  const { staff } = useMe();
  return (
    <SecondPerson
      id={id}
      proposedBy={proposedBy}
      mayApprove={useCan('rulebook.approve')}
      barred={proposedBy === staff.id ? t('ownProposal') : authorId === staff.id ? t('ownText') : undefined}
      approve={t('publish')}
      waits={t('waitsForSecond')}
      done={{ approval: t('publishedDone'), rejection: t('rejectedDone') }}
      decide={useDecide()}
    />
  );
}
