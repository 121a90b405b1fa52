import type { UseMutationResult } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '@/lib/problemText';
import { useMe } from '@/lib/session';

export type Say = { id: string; act: 'approval' | 'rejection'; reason: string | null };
type Props = {
  id: string;
  proposedBy: string;
  mayApprove: boolean;
  /** Why this reader may not approve, though others may. */
  barred: string | undefined;
  approve: string;
  waits: string;
  done: Record<Say['act'], string>;
  decide: UseMutationResult<unknown, Error, Say>;
};

/** The second person's say. Who may not approve sees why; who proposed may take it back. */
export function SecondPerson({ id, proposedBy, mayApprove, barred, approve, waits, done, decide }: Props) {
  const { t } = useTranslation('shell');
  const { message } = App.useApp();
  const me = useMe();
  const [reason, setReason] = useState('');
  const isOwn = proposedBy === me.staff.id;
  if (!mayApprove && !isOwn) return <p className="dl-muted">{waits}</p>;
  const say = (act: Say['act']) =>
    decide.mutate(
      { id, act, reason: reason.trim() || null },
      {
        onSuccess: () => message.success(done[act]),
        onError: (error) => message.error(problemText(t, error)),
      },
    );
  return (
    <div className="dl-say">
      <Input
        value={reason}
        maxLength={500}
        placeholder={t('secondPerson.reason')}
        aria-label={t('secondPerson.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      {barred ? (
        <span className="dl-muted">{barred}</span>
      ) : (
        <Button type="primary" loading={decide.isPending} onClick={() => say('approval')}>
          {approve}
        </Button>
      )}
      <Button danger disabled={!reason.trim()} loading={decide.isPending} onClick={() => say('rejection')}>
        {t(isOwn ? 'secondPerson.takeBack' : 'secondPerson.reject')}
      </Button>
    </div>
  );
}
