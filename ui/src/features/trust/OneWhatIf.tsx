import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type WhatIfView } from '@/lib/api';
import { daySpan } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { isOpen, RunProgress, RunStatus } from '@/ui/Runs';
import { WhatIfAnswer } from './WhatIfAnswer';

/** One what-if: while it runs, how far it is; then what it found. */
export function OneWhatIf({ id }: { id: string }) {
  const { t } = useTranslation('trust');
  const client = useQueryClient();
  const key = ['/contacts/what-ifs', id];
  const one = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<WhatIfView>(`/contacts/what-ifs/${id}`, { signal }),
    refetchInterval: (query) => (isOpen(query.state.data) ? 1000 : false),
  });
  const cancel = useMutation({
    mutationFn: () => api.post<WhatIfView>(`/contacts/what-ifs/${id}/cancel`),
    onSuccess: (view) => client.setQueryData(key, view),
  });
  if (one.isError) return <EmptyState kind="failed" error={one.error} onRetry={() => one.refetch()} />;
  if (!one.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const view = one.data;
  return (
    <>
      <section className="dl-card">
        <header className="tr-head">
          <h2>{view.pack}</h2>
          <RunStatus run={view} word={t(`status.${view.status}`)} />
          <CopyId value={view.draftHash} head={14} />
          <span className="dl-muted dl-num">
            {daySpan(view.from, view.to)} · {view.askedByName}
          </span>
        </header>
        <RunProgress
          run={view}
          progress={t('whatIf.progress', {
            done: view.done.toLocaleString('en-US'),
            total: view.total.toLocaleString('en-US'),
          })}
          stop={t('whatIf.cancel')}
          stopping={cancel}
          failed={t('status.failed')}
        />
        <details className="tr-text">
          <summary>{t('whatIf.showDraft')}</summary>
          <pre className="dl-mono">{view.draft}</pre>
        </details>
      </section>
      {view.result && <WhatIfAnswer id={id} result={view.result} />}
    </>
  );
}
