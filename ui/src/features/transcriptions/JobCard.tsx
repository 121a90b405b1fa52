import { useTranslation } from 'react-i18next';
import type { TranscriptionView } from '@/lib/api';
import { TimeAgo } from '@/ui/TimeAgo';
import { JobStatus, Recording, Retry, WhyFailed } from './JobParts';

/** A job on the phone. */
export function JobCard({ job }: { job: TranscriptionView }) {
  const { t } = useTranslation('transcriptions');
  return (
    <div className="tx-card">
      <div>
        <Recording job={job} />
        <TimeAgo at={job.createdAt} mode="short" />
      </div>
      <JobStatus job={job} />
      {job.problem && (
        <p>
          <WhyFailed job={job} />
        </p>
      )}
      <div className="dl-muted dl-num">
        <span>{t('attempts', { n: job.attempts })}</span>
        {job.recogniser && <span className="dl-mono">{job.recogniser}</span>}
        {job.utteranceCount !== null && (
          <span>{t('utterances', { n: job.utteranceCount.toLocaleString('en-US') })}</span>
        )}
      </div>
      <Retry job={job} />
    </div>
  );
}
