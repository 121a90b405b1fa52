import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type Page, type WhatIfView } from '@/lib/api';
import { dateOnly } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
import { OneWhatIf } from './OneWhatIf';
import { WhatIfForm } from './WhatIfForm';
import './trust.css';

/** What a draft of law would have changed: a form, and all that was asked before. */
export function WhatIf() {
  const { t } = useTranslation('trust');
  const { whatIf } = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const open = (id?: string) => navigate({ search: (now) => ({ ...now, whatIf: id }) });
  if (whatIf) {
    return (
      <div className="tr">
        <Button className="tr-back" onClick={() => open()}>
          {t('whatIf.back')}
        </Button>
        <OneWhatIf key={whatIf} id={whatIf} />
      </div>
    );
  }
  return (
    <div className="tr">
      <WhatIfForm onAsked={open} />
      <Before onOpen={open} />
    </div>
  );
}

function Before({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation('trust');
  const list = useQuery({
    queryKey: ['/contacts/what-ifs'],
    queryFn: ({ signal }) => api.get<Page<WhatIfView>>('/contacts/what-ifs', { signal }),
  });
  if (list.isError) return <EmptyState kind="failed" error={list.error} onRetry={() => list.refetch()} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (list.data.items.length === 0) return <EmptyState kind="nothing-yet" title={t('whatIf.none')} />;
  return (
    <section className="dl-card">
      <h2>{t('whatIf.before')}</h2>
      <ul className="tr-list">
        {list.data.items.map((one) => (
          <li key={one.id}>
            <button type="button" className="tr-row" onClick={() => onOpen(one.id)}>
              <strong>{one.pack}</strong>
              <span className="dl-muted dl-num">
                {dateOnly(one.from)} – {dateOnly(one.to)}
              </span>
              <StatusDot tone={one.status === 'done' ? 'good' : 'quiet'}>
                {t(`status.${one.status}`)}
              </StatusDot>
              {one.result && (
                <span className="dl-num">
                  {t('whatIf.short', {
                    refuse: one.result.counts.toRefuse.toLocaleString('en-US'),
                    permit: one.result.counts.toPermit.toLocaleString('en-US'),
                  })}
                </span>
              )}
              <span className="dl-muted">
                {one.askedByName} <TimeAgo at={one.askedAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
