import { useTranslation } from 'react-i18next';
import type { ModelPublicationView } from '@/lib/api';
import { useCan, useMe } from '@/lib/session';
import { dateTime } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { SecondPerson } from '@/ui/SecondPerson';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { useDecide } from './useModels';

const tones: Record<ModelPublicationView['status'], Tone> = {
  awaiting: 'warn',
  published: 'good',
  rejected: 'bad',
};

/** A version proposed as champion: why, by whom, and who decided. */
export function Publication({ publication: one }: { publication: ModelPublicationView }) {
  const { t } = useTranslation('models');
  const at = (moment: string) => dateTime(moment).slice(0, 16);
  return (
    <article className={`pk-proposal ${one.status}`}>
      <div className="pk-rule-head">
        <StatusDot tone={tones[one.status]}>{t(`status.${one.status}`)}</StatusDot>
        <CopyId value={one.hash} head={17} />
      </div>
      <p className="pk-reason">{one.reason}</p>
      <p className="dl-muted pk-cite">
        <span className="dl-num">{t('proposedBy', { who: one.proposedByName, at: at(one.proposedAt) })}</span>
        {one.decidedAt && (
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

/** Neither who proposed nor who had it trained may publish it. */
function Decide({ publication: { id, proposedBy, authorId } }: { publication: ModelPublicationView }) {
  const { t } = useTranslation('models');
  const { staff } = useMe();
  return (
    <SecondPerson
      id={id}
      proposedBy={proposedBy}
      mayApprove={useCan('model.approve')}
      barred={
        proposedBy === staff.id ? t('ownProposal') : authorId === staff.id ? t('ownTraining') : undefined
      }
      approve={t('publish')}
      waits={t('waitsForSecond')}
      done={{ approval: t('publishedDone'), rejection: t('rejectedDone') }}
      decide={useDecide()}
    />
  );
}
