import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Permission } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { useCan, useMe } from '@/lib/session';
import { dateTime } from '@/lib/time';
import { StatusDot, type Tone } from './StatusDot';

/** What one person proposes and a second decides on: a set of packs, a rulebook, a model. */
export type Proposal = {
  id: string;
  status: 'proposed' | 'awaiting' | 'approved' | 'published' | 'rejected';
  reason: string;
  proposedBy: string;
  proposedByName: string | null;
  proposedAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  /** Who made what is proposed, where it is not who proposed it: they may not approve it either. */
  authorId?: string | null;
};
type Props = {
  proposal: Proposal;
  /** The feature whose sentences tell of it. */
  words: 'packs' | 'rulebooks' | 'models';
  permission: Permission;
  /** Where proposals of this kind are decided on, below the list that shows them; nothing where one is only shown. */
  path?: string;
  head: ReactNode;
  children?: ReactNode;
};

const tones: Record<Proposal['status'], Tone> = {
  proposed: 'warn',
  awaiting: 'warn',
  approved: 'good',
  published: 'good',
  rejected: 'bad',
};
const installer = 'installer';
const minute = (moment: string) => dateTime(moment).slice(0, 16);
export const isOpen = ({ status }: Pick<Proposal, 'status'>) =>
  status === 'proposed' || status === 'awaiting';

/** A proposal: what and why, by whom, who decided, and the second person's say. */
export function Proposed({ proposal: one, words, permission, path, head, children }: Props) {
  const { t } = useTranslation(words);
  return (
    <article className={`pk-proposal ${one.status}`}>
      <div className="pk-rule-head">
        <StatusDot tone={tones[one.status]}>{t(`status.${one.status}`)}</StatusDot>
        {head}
      </div>
      {children}
      {one.reason && <p className="pk-reason">{one.reason}</p>}
      <p className="dl-muted pk-cite">
        <span className="dl-num">
          {t(one.proposedBy === installer ? 'byInstaller' : 'proposedBy', {
            who: one.proposedByName,
            at: minute(one.proposedAt),
          })}
        </span>
        {one.decidedAt && one.decidedBy !== installer && (
          <span className="dl-num">
            {t(one.status === 'rejected' ? 'rejectedBy' : 'approvedBy', {
              who: one.decidedByName,
              at: minute(one.decidedAt),
            })}
            {one.decisionReason && ` · ${one.decisionReason}`}
          </span>
        )}
      </p>
      {path && isOpen(one) && (
        <SecondPerson proposal={one} words={words} permission={permission} path={path} />
      )}
    </article>
  );
}

type Act = 'approval' | 'rejection';
type SayProps = Pick<Props, 'proposal' | 'words' | 'permission'> & Required<Pick<Props, 'path'>>;

/** The second person's say. Who may not approve sees why; who proposed may take it back. */
function SecondPerson({ proposal: { id, proposedBy, authorId }, words, permission, path }: SayProps) {
  const { t } = useTranslation(words);
  const { message } = App.useApp();
  const { staff } = useMe();
  const mayApprove = useCan(permission);
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (act: Act) => api.post(`${path}/${id}/${act}`, { reason: reason.trim() || null }),
    onSettled: () => client.invalidateQueries({ queryKey: [path.slice(0, path.lastIndexOf('/'))] }),
  });
  const [reason, setReason] = useState('');
  const isOwn = proposedBy === staff.id;
  if (!mayApprove && !isOwn) return <p className="dl-muted">{t('waitsForSecond')}</p>;
  const say = (act: Act) =>
    decide.mutate(act, {
      onSuccess: () => message.success(t(act === 'approval' ? 'approvedDone' : 'rejectedDone')),
      onError: (error) => message.error(problemText(t, error)),
    });
  return (
    <div className="dl-say">
      <Input
        value={reason}
        maxLength={500}
        placeholder={t('shell:secondPerson.reason')}
        aria-label={t('shell:secondPerson.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      {isOwn || authorId === staff.id ? (
        <span className="dl-muted">{t(isOwn ? 'ownProposal' : 'ownWork')}</span>
      ) : (
        <Button type="primary" loading={decide.isPending} onClick={() => say('approval')}>
          {t('approve')}
        </Button>
      )}
      <Button danger disabled={!reason.trim()} loading={decide.isPending} onClick={() => say('rejection')}>
        {t(isOwn ? 'shell:secondPerson.takeBack' : 'shell:secondPerson.reject')}
      </Button>
    </div>
  );
}
