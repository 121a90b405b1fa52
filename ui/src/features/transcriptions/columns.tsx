import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TranscriptionView } from '@/lib/api';
import { TimeAgo } from '@/ui/TimeAgo';
import { JobStatus, Recording, Retry, WhyFailed } from './JobParts';

export function useJobColumns(): TableColumnsType<TranscriptionView> {
  const { t } = useTranslation('transcriptions');
  return [
    {
      key: 'created',
      title: t('column.created'),
      render: (_, job) => <TimeAgo at={job.createdAt} mode="short" />,
    },
    { key: 'conversation', title: t('column.conversation'), render: (_, job) => <Recording job={job} /> },
    { key: 'status', title: t('column.status'), render: (_, job) => <JobStatus job={job} /> },
    {
      key: 'attempts',
      title: t('column.attempts'),
      align: 'right',
      className: 'dl-num',
      dataIndex: 'attempts',
    },
    {
      key: 'problem',
      title: t('column.problem'),
      className: 'tx-problem',
      render: (_, job) => <WhyFailed job={job} />,
    },
    {
      key: 'recogniser',
      title: t('column.recogniser'),
      className: 'dl-mono tx-recogniser',
      render: (_, job) => job.recogniser ?? '—',
    },
    {
      key: 'utterances',
      title: t('column.utterances'),
      align: 'right',
      className: 'dl-num',
      render: (_, job) => job.utteranceCount?.toLocaleString('en-US') ?? '—',
    },
    {
      key: 'ended',
      title: t('column.ended'),
      render: (_, job) => (job.endedAt ? <TimeAgo at={job.endedAt} mode="short" /> : '—'),
    },
    { key: 'retry', title: '', render: (_, job) => <Retry job={job} /> },
  ];
}
