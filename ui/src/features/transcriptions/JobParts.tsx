import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TranscriptionStatus, TranscriptionView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { CopyId } from '@/ui/CopyId';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
import { useRetry } from './useRetry';

const tones: Record<TranscriptionStatus, Tone> = {
  waiting: 'warn',
  working: 'busy',
  done: 'good',
  failed: 'bad',
  'not-needed': 'quiet',
};

/** How far it is; what waits says until when. */
export function JobStatus({ job }: { job: TranscriptionView }) {
  const { t } = useTranslation('transcriptions');
  return (
    <>
      <StatusDot tone={tones[job.status]} pulse={job.status === 'working'}>
        {labelOf(t, 'transcriptionStatus', job.status)}
      </StatusDot>
      {job.status === 'working' && (
        <Progress
          percent={Math.round(job.done * 100)}
          size="small"
          className="tx-done"
          aria-label={labelOf(t, 'transcriptionStatus', job.status)}
        />
      )}
      {job.status === 'waiting' && job.attempts > 0 && job.nextAt && (
        <span className="dl-muted">
          {' '}
          {t('next')} <TimeAgo at={job.nextAt} mode="short" />
        </span>
      )}
    </>
  );
}

/** What stood in its way last, in the reader's language where this console knows it. */
export function WhyFailed({ job }: { job: TranscriptionView }) {
  const { t } = useTranslation('transcriptions');
  if (!job.problem) return '—';
  return t(`problem.${job.problem}`, { defaultValue: job.problemDetail ?? job.problem });
}

/** The conversation the recording is of; its id alone where the reader may not open it. */
export function Recording({ job }: { job: TranscriptionView }) {
  const { t } = useTranslation('transcriptions');
  const readable = useCan('conversation.read');
  if (!readable) return <CopyId value={job.conversationId} head={10} />;
  return (
    <Link to="/conversations/$id" params={{ id: job.conversationId }}>
      {t('open')}
    </Link>
  );
}

/** Only what has failed is tried again. */
export function Retry({ job }: { job: TranscriptionView }) {
  const { t } = useTranslation('transcriptions');
  const retry = useRetry();
  if (job.status !== 'failed') return null;
  return (
    <>
      <Button size="small" loading={retry.isPending} onClick={() => retry.mutate(job.id)}>
        {t('retry')}
      </Button>
      {retry.isError && <span className="tx-bad"> {problemText(t, retry.error)}</span>}
    </>
  );
}
