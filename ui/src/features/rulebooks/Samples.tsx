import { Link } from '@tanstack/react-router';
import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulebookSample } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { dateTime } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { PersonalData } from '@/ui/PersonalData';
import { SeverityTag } from '@/ui/SeverityTag';
import { useSamples } from './useRuns';

type Change = 'gained' | 'lost';
type Props = { id: string; rule: string | undefined; onAll: () => void };

/** Findings that would come or go, with their words masked. */
export function Samples({ id, rule, onAll }: Props) {
  const { t } = useTranslation('rulebooks');
  const [change, setChange] = useState<Change>('gained');
  const samples = useSamples(id, rule, change);
  return (
    <section className="dl-card">
      <header className="pk-rule-head">
        <h2>{t('whatIf.samples')}</h2>
        <Segmented<Change>
          value={change}
          onChange={setChange}
          options={[
            { value: 'gained', label: t('whatIf.gained') },
            { value: 'lost', label: t('whatIf.lost') },
          ]}
        />
        {rule && (
          <Button size="small" onClick={onAll}>
            {rule} ×
          </Button>
        )}
      </header>
      {samples.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {samples.isError && (
        <EmptyState kind="failed" error={samples.error} onRetry={() => samples.refetch()} />
      )}
      {samples.data?.items.length === 0 && <p className="dl-muted">{t('whatIf.noSamples')}</p>}
      <PersonalData>
        <ul className="pk-rules">
          {samples.data?.items.map((one) => (
            <Sample key={`${one.rule} ${one.conversationId} ${one.utteranceSeq}`} one={one} />
          ))}
        </ul>
      </PersonalData>
    </section>
  );
}

function Sample({ one }: { one: RulebookSample }) {
  const { t } = useTranslation('rulebooks');
  const both = useBoth();
  return (
    <li>
      <p className="pk-rule-head">
        <SeverityTag severity={one.severity} />
        <b>{both(one.title)}</b>
        <Link to="/conversations/$id" params={{ id: one.conversationId }}>
          {one.caseReference} {one.personName}
        </Link>
        <span className="dl-muted dl-num">{dateTime(one.startedAt).slice(0, 16)}</span>
        <span className="dl-muted">{one.staffName}</span>
      </p>
      {one.utteranceSeq === null ? (
        <p className="dl-muted">{t('whatIf.absence')}</p>
      ) : (
        <p className="rb-words">
          {one.role && <span className="dl-muted">{labelOf(t, 'speaker', one.role)} </span>}
          {one.before}
          <mark>{one.words}</mark>
          {one.after}
        </p>
      )}
    </li>
  );
}
