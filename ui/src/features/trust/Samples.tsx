import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Page, type WhatIfSample } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { dateTime } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';

type Change = 'to-refuse' | 'to-permit';

/** Decisions that would change, with both verdicts and the rules that make the difference. */
export function Samples({ id }: { id: string }) {
  const { t } = useTranslation('trust');
  const [change, setChange] = useState<Change>('to-refuse');
  const [most, setMost] = useState(20);
  const samples = useQuery({
    queryKey: ['/contacts/what-ifs', id, 'samples'],
    queryFn: ({ signal }) => api.get<Page<WhatIfSample>>(`/contacts/what-ifs/${id}/samples`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const shown = samples.data?.items.filter((one) => one.change === change) ?? [];
  return (
    <section className="dl-card">
      <header className="tr-head">
        <h2>{t('samples')}</h2>
        <Segmented<Change>
          value={change}
          onChange={setChange}
          options={[
            { value: 'to-refuse', label: t('toRefuse') },
            { value: 'to-permit', label: t('toPermit') },
          ]}
        />
      </header>
      {samples.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {samples.isError && (
        <EmptyState kind="failed" error={samples.error} onRetry={() => samples.refetch()} />
      )}
      {samples.data && shown.length === 0 && <p className="dl-muted">{t('noSamples')}</p>}
      <ul className="tr-samples">
        {shown.slice(0, most).map((one) => (
          <Sample key={one.decisionId} one={one} />
        ))}
      </ul>
      {shown.length > most && (
        <Button onClick={() => setMost(shown.length)}>{t('moreSamples', { n: shown.length - most })}</Button>
      )}
    </section>
  );
}

function Sample({ one }: { one: WhatIfSample }) {
  const { t } = useTranslation('trust');
  const both = useBoth();
  return (
    <li>
      <p className="tr-sample-head">
        <Link to="/cases/$id" params={{ id: one.caseId }}>
          {one.caseReference ?? one.caseId}
        </Link>
        <strong>{one.personName}</strong>
        <span>{labelOf(t, 'channel', one.channel)}</span>
        <span className="dl-muted dl-num">{dateTime(one.askedAt)}</span>
        <span className="dl-muted">{one.staffName}</span>
      </p>
      <p>
        {labelOf(t, 'verdict', one.was)} → <strong>{labelOf(t, 'verdict', one.wouldBe)}</strong>
      </p>
      <ul>
        {one.rules.map((rule) => (
          <li key={rule.rule}>
            {both(rule.text)} <span className="dl-mono dl-muted">{rule.rule}</span>
            {rule.because && <span className="dl-muted"> ({rule.because})</span>}
          </li>
        ))}
      </ul>
    </li>
  );
}
