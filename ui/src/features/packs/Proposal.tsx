import { useTranslation } from 'react-i18next';
import type { PackChange, ProposalView } from '@/lib/api';
import { CountsFrom } from '@/ui/CountsFrom';
import { Proposed } from '@/ui/Proposed';

/** A change of what decides: what changes, why, who proposed it, who decided, from when it counts. */
export function Proposal({ proposal, brief = false }: { proposal: ProposalView; brief?: boolean }) {
  return (
    <Proposed
      proposal={proposal}
      words="packs"
      permission="pack.approve"
      path={brief ? undefined : '/contacts/packs/proposals'}
      head={
        <>
          <CountsFrom proposal={proposal} words="packs" />
          <span className="dl-grow" />
          <span className="dl-mono dl-muted">{proposal.id}</span>
        </>
      }
    >
      {!brief && <Changes changes={proposal.changes} />}
    </Proposed>
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
