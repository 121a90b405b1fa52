import { Button, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstitutionStandingView } from '@/lib/api';
import { useServerNow } from '@/lib/clock';
import { dateOnly } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { TimeAgo } from '@/ui/TimeAgo';
import { StateInstitutionStanding } from './StateInstitutionStanding';
import { termOf, termUntil } from './standingTerm';
import { TermWords } from './TermWords';
import { useInstitutionStanding } from './usePeople';

/** What the gate knows of the institution as a sender. */
export function InstitutionStanding() {
  const { t } = useTranslation('people');
  const query = useInstitutionStanding();
  const [stating, setStating] = useState(false);
  if (query.isError) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 2 }} />;
  const standing = query.data;
  return (
    <section className="dl-card ppl-standing">
      <header>
        <h2>
          {t('standing.card')} <span className="dl-muted">{t(`standing.employer.${standing.employer}`)}</span>
        </h2>
        <Button onClick={() => setStating(true)}>{t('standing.change')}</Button>
      </header>
      {standing.statedAt ? <Stated standing={standing} /> : <p className="dl-muted">{t('standing.never')}</p>}
      {stating && <StateInstitutionStanding standing={standing} onClose={() => setStating(false)} />}
    </section>
  );
}

function Stated({ standing }: { standing: InstitutionStandingView }) {
  const { t } = useTranslation('people');
  const today = dateOnly(useServerNow(60_000));
  return (
    <dl>
      <Line label={t('standing.listed')}>
        <Known flag={standing.listed} />
      </Line>
      <Line label={t('standing.evaluatedOn')}>
        {standing.evaluatedOn && <span className="dl-num">{standing.evaluatedOn}</span>}{' '}
        <TermWords term={standing.evaluatedOn ? termOf(standing.evaluatedOn, today) : null} />
      </Line>
      <Line label={t('standing.licensed')}>
        <Known flag={standing.licensed} />{' '}
        {standing.licensedUntil ? (
          <TermWords term={termUntil(standing.licensedUntil, today)} />
        ) : (
          standing.licensed && <span className="dl-muted">{t('standing.endless')}</span>
        )}
      </Line>
      <Line label={t('standing.lenderConsent')}>
        <Known flag={standing.lenderConsent} />
      </Line>
      <Line label={t('standing.callerIdShown')}>
        <Known flag={standing.callerIdShown} />
      </Line>
      <Line label={t('standing.premiumRate')}>
        <Known flag={standing.premiumRate} />
      </Line>
      <Line label={t('standing.statedAt')}>
        <TimeAgo at={standing.statedAt} mode="short" />
      </Line>
    </dl>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Known({ flag }: { flag: boolean | null }) {
  const { t } = useTranslation('people');
  if (flag === null) return <span className="dl-muted">{t('standing.unknown')}</span>;
  return <span>{flag ? t('standing.yes') : t('standing.no')}</span>;
}
