import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type OverrideView, type PermitAnswer } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { dateTime } from '@/lib/time';
import { StatusDot } from '@/ui/StatusDot';
import { OverrideDecision } from './OverrideDecision';
import { overridesKey } from './overridesKey';

const tones = { requested: 'warn', approved: 'good', used: 'good', denied: 'bad', expired: 'quiet' } as const;
const toneOf = (status: string) => (status in tones ? tones[status as keyof typeof tones] : 'quiet');

/** One override: who wants which rules lifted and why; for a second person, what to say to it. */
export function OverrideCard({ one }: { one: OverrideView }) {
  const { t } = useTranslation('trust');
  return (
    <li>
      <p className="tr-sample-head">
        <StatusDot tone={toneOf(one.status)}>{t(`override.status.${one.status}`)}</StatusDot>
        <Link to="/cases/$id" params={{ id: one.caseId }}>
          {one.caseReference ?? one.caseId}
        </Link>
        <strong>{one.personName}</strong>
        <span>{labelOf(t, 'channel', one.channel)}</span>
        <span className="dl-muted">
          {one.requestedByName} <span className="dl-num">{dateTime(one.requestedAt)}</span>
        </span>
      </p>
      <p className="tr-reason">
        <span className="dl-muted">{t('override.why')}</span>{' '}
        {one.reason ?? <span className="dl-muted">{t('override.erased')}</span>}
      </p>
      <OverrideDecision one={one} />
      {one.decidedByName && (
        <p className="dl-muted">
          {t('override.decided', { name: one.decidedByName })}{' '}
          <span className="dl-num">{one.decidedAt && dateTime(one.decidedAt)}</span>
          {one.note && `: ${one.note}`}
        </p>
      )}
      {(one.mayDecide || one.mayTake) && (
        <p className="dl-muted dl-num">{t('override.until', { time: dateTime(one.expiresAt) })}</p>
      )}
      {one.mayDecide && <Decide id={one.id} />}
      {one.mayTake && <Take id={one.id} />}
    </li>
  );
}

function Decide({ id }: { id: string }) {
  const { t } = useTranslation('trust');
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: (act: 'approval' | 'denial') =>
      api.post<OverrideView>(`/contacts/overrides/${id}/${act}`, { note: note.trim() || null }),
    onSuccess: () => client.invalidateQueries({ queryKey: overridesKey }),
  });
  return (
    <>
      <div className="tr-decide">
        <Input
          aria-label={t('override.note')}
          placeholder={t('override.note')}
          value={note}
          maxLength={2000}
          onChange={(e) => setNote(e.target.value)}
        />
        <Button
          type="primary"
          loading={decide.isPending && decide.variables === 'approval'}
          disabled={decide.isPending}
          onClick={() => decide.mutate('approval')}
        >
          {t('override.approve')}
        </Button>
        <Button
          danger
          loading={decide.isPending && decide.variables === 'denial'}
          disabled={decide.isPending || !note.trim()}
          onClick={() => decide.mutate('denial')}
        >
          {t('override.deny')}
        </Button>
      </div>
      {decide.isError && (
        <Alert className="tr-alert" type="error" showIcon title={problemText(t, decide.error)} />
      )}
    </>
  );
}

function Take({ id }: { id: string }) {
  const { t } = useTranslation('trust');
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () => api.post<PermitAnswer>(`/contacts/overrides/${id}/permit`),
    onSuccess: () => client.invalidateQueries({ queryKey: overridesKey }),
  });
  return (
    <>
      <Button type="primary" loading={take.isPending} onClick={() => take.mutate()}>
        {t('override.take')}
      </Button>
      {take.isError && (
        <Alert className="tr-alert" type="error" showIcon title={problemText(t, take.error)} />
      )}
    </>
  );
}
