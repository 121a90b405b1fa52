import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type WhatIfView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { dateOnly } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { WhatIfAnswer } from './WhatIfAnswer';

const isOpen = (status?: string) => status === 'waiting' || status === 'running';

/** One what-if: while it runs, how far it is; then what it found. */
export function OneWhatIf({ id }: { id: string }) {
  const { t } = useTranslation('trust');
  const client = useQueryClient();
  const key = ['/contacts/what-ifs', id];
  const one = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<WhatIfView>(`/contacts/what-ifs/${id}`, { signal }),
    refetchInterval: (query) => (isOpen(query.state.data?.status) ? 1000 : false),
  });
  const cancel = useMutation({
    mutationFn: () => api.post<WhatIfView>(`/contacts/what-ifs/${id}/cancel`),
    onSuccess: (view) => client.setQueryData(key, view),
  });
  if (one.isError) return <EmptyState kind="failed" error={one.error} onRetry={() => one.refetch()} />;
  if (!one.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const view = one.data;
  const percent = view.total > 0 ? Math.floor((view.done / view.total) * 100) : 0;
  return (
    <>
      <section className="dl-card">
        <header className="tr-head">
          <h2>{view.pack}</h2>
          <StatusDot tone={view.status === 'done' ? 'good' : 'quiet'}>{t(`status.${view.status}`)}</StatusDot>
          <CopyId value={view.draftHash} head={14} />
          <span className="dl-muted dl-num">
            {dateOnly(view.from)} – {dateOnly(view.to)} · {view.askedByName}
          </span>
        </header>
        {isOpen(view.status) && (
          <div role="status">
            <Progress percent={percent} status="active" />
            <p className="dl-muted dl-num">
              {t('whatIf.progress', {
                done: view.done.toLocaleString('en-US'),
                total: view.total.toLocaleString('en-US'),
              })}
            </p>
            <Button danger loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('whatIf.cancel')}
            </Button>
          </div>
        )}
        {cancel.isError && <Alert type="error" showIcon title={problemText(t, cancel.error)} />}
        {view.status === 'failed' && <Alert type="error" showIcon title={view.error ?? t('status.failed')} />}
        <details className="tr-text">
          <summary>{t('whatIf.showDraft')}</summary>
          <pre className="dl-mono">{view.draft}</pre>
        </details>
      </section>
      {view.result && <WhatIfAnswer id={id} result={view.result} />}
    </>
  );
}
