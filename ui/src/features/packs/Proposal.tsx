import { useTranslation } from 'react-i18next';
import type { PackChange, ProposalView } from '@/lib/api';
import { useCan, useMe } from '@/lib/session';
import { dateTime } from '@/lib/time';
import { SecondPerson } from '@/ui/SecondPerson';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { useDecide } from './usePacks';

const tones: Record<ProposalView['status'], Tone> = { proposed: 'warn', approved: 'good', rejected: 'bad' };

/** A change of what decides: what changes, why, who proposed it, who decided, from when it counts. */
export function Proposal({ proposal, brief = false }: { proposal: ProposalView; brief?: boolean }) {
  const { t } = useTranslation('packs');
  return (
    <article className={`pk-proposal ${proposal.status}`}>
      <div className="pk-rule-head">
        <StatusDot tone={tones[proposal.status]}>{t(`status.${proposal.status}`)}</StatusDot>
        {proposal.effectiveFrom ? (
          <span className="dl-num">
            {t('countsFrom', { at: dateTime(proposal.effectiveFrom).slice(0, 16) })}
          </span>
        ) : (
          proposal.status === 'proposed' && <span>{t('countsFromApproval')}</span>
        )}
        <span className="dl-grow" />
        <span className="dl-mono dl-muted">{proposal.id}</span>
      </div>
      {!brief && <Changes changes={proposal.changes} />}
      {proposal.reason && <p className="pk-reason">{proposal.reason}</p>}
      <p className="dl-muted pk-cite">
        {proposal.proposedBy === 'installer' ? (
          <span className="dl-num">
            {t('byInstaller', { at: dateTime(proposal.proposedAt).slice(0, 16) })}
          </span>
        ) : (
          <span className="dl-num">
            {t('proposedBy', {
              who: proposal.proposedByName,
              at: dateTime(proposal.proposedAt).slice(0, 16),
            })}
          </span>
        )}
        {proposal.decidedAt && proposal.decidedBy !== 'installer' && (
          <span className="dl-num">
            {t(proposal.status === 'rejected' ? 'rejectedBy' : 'approvedBy', {
              who: proposal.decidedByName,
              at: dateTime(proposal.decidedAt).slice(0, 16),
            })}
            {proposal.decisionReason && ` · ${proposal.decisionReason}`}
          </span>
        )}
      </p>
      {proposal.status === 'proposed' && !brief && <Decide proposal={proposal} />}
    </article>
  );
}

export function Changes({ changes }: { changes: PackChange[] }) {
  const { t } = useTranslation('packs');
  return (
    <ul className="pk-changes">
      {changes.map((one) => (
        <li key={`${one.kind} ${one.name} ${one.toHash ?? one.fromHash}`}>
          <span className={`pk-change ${one.change}`}>{t(`change.${one.change}`)}</span>{' '}
          <span className="dl-mono">{one.name}</span>{' '}
          <span className="dl-num dl-muted">
            {[one.fromVersion, one.toVersion].filter(Boolean).join(' → ')}
            {one.change === 'changed' && ` (${one.fromHash?.slice(7, 15)} → ${one.toHash?.slice(7, 15)})`}
          </span>
          {one.kind === 'calendar' && <span className="dl-muted"> · {t('calendar')}</span>}
        </li>
      ))}
    </ul>
  );
}

function Decide({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation('packs');
  const me = useMe();
  return (
    <SecondPerson
      id={proposal.id}
      proposedBy={proposal.proposedBy}
      mayApprove={useCan('pack.approve')}
      barred={proposal.proposedBy === me.staff.id ? t('ownProposal') : undefined}
      approve={t('approve')}
      waits={t('waitsForSecond')}
      done={{ approval: t('approvedDone'), rejection: t('rejectedDone') }}
      decide={useDecide()}
    />
  );
}
