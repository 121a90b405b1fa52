import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type BreakGlassView, usePages } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { dateTime } from '@/lib/time';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';

const tones = { open: 'bad', justified: 'good', unjustified: 'warn' } as const;

/** Emergency accesses: each stays open until somebody else than who made it has reviewed it. */
export function Emergencies() {
  const { t } = useTranslation('evidence');
  const query = usePages<BreakGlassView>('/break-glass', { status: 'all' }, { refetchInterval: 10_000 });
  const columns: TableColumnsType<BreakGlassView> = [
    { key: 'at', title: t('emergency.at'), className: 'dl-num', render: (_, one) => dateTime(one.at) },
    { key: 'who', title: t('emergency.who'), render: (_, one) => one.staffName },
    { key: 'person', title: t('emergency.person'), render: (_, one) => <Seen one={one} /> },
    { key: 'why', title: t('emergency.why'), render: (_, one) => <Why one={one} /> },
    { key: 'review', title: t('emergency.review'), render: (_, one) => <Review one={one} /> },
  ];
  return (
    <>
      <p className="dl-muted">{t('emergency.what')}</p>
      <DataTable
        query={query}
        columns={columns}
        rowKey={(one) => one.id}
        card={(one) => (
          <div className="evd-card">
            <div>
              <strong>{one.staffName}</strong> <span className="dl-num">{dateTime(one.at)}</span>
            </div>
            <p>
              <Seen one={one} />
            </p>
            <p>
              <Why one={one} />
            </p>
            <Review one={one} />
          </div>
        )}
        empty={<EmptyState kind="nothing-yet" title={t('emergency.none')} />}
      />
    </>
  );
}

function Seen({ one }: { one: BreakGlassView }) {
  const { t } = useTranslation('evidence');
  return (
    <span>
      {one.personName} <span className="dl-muted">{labelOf(t, 'unmaskField', one.field)}</span>
    </span>
  );
}

function Why({ one }: { one: BreakGlassView }) {
  const { t } = useTranslation('evidence');
  return (
    <span>
      {t(`emergency.reason.${one.reason}`, { defaultValue: one.reason })}{' '}
      <span className="dl-muted">{one.note}</span>
    </span>
  );
}

function Review({ one }: { one: BreakGlassView }) {
  const { t } = useTranslation('evidence');
  const client = useQueryClient();
  const review = useMutation({
    mutationFn: (verdict: string) => api.post(`/break-glass/${one.id}/review`, { verdict }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/break-glass'] }),
  });
  if (!one.mayReview) {
    return (
      <span>
        <StatusDot tone={tones[one.status]}>{t(`emergency.status.${one.status}`)}</StatusDot> {one.reviewedBy}
      </span>
    );
  }
  return (
    <>
      <Space wrap size={4}>
        <Button size="small" loading={review.isPending} onClick={() => review.mutate('justified')}>
          {t('emergency.justified')}
        </Button>
        <Button size="small" danger disabled={review.isPending} onClick={() => review.mutate('unjustified')}>
          {t('emergency.unjustified')}
        </Button>
      </Space>
      {review.isError && <Alert type="error" showIcon title={problemText(t, review.error)} />}
    </>
  );
}
