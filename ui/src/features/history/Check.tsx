import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryCheckStatus, HistoryCheckView } from '@/lib/api';
import { useCan } from '@/lib/session';
import { dateTime } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { Accept } from './Accept';
import { CheckedCounters } from './CheckedCounters';
import { Figures } from './Figures';
import { useHistoryCheck } from './useHistory';

const tones: Record<HistoryCheckStatus, Tone> = {
  unchecked: 'quiet',
  differs: 'warn',
  accepted: 'good',
  checked: 'good',
};

/** The imported history beside the former dialer's own figures: whether it is checked, and what differs. */
export function Check() {
  const { t } = useTranslation('history');
  const query = useHistoryCheck();
  return (
    <section className="dl-card">
      <header className="hs-head">
        <h2>{t('check.title')}</h2>
        {query.data && (
          <StatusDot tone={tones[query.data.status]}>{t(`check.status.${query.data.status}`)}</StatusDot>
        )}
      </header>
      <p className="dl-muted">{t('check.what')}</p>
      {query.isPending ? (
        <Skeleton active paragraph={{ rows: 4 }} title={false} />
      ) : !query.data ? (
        <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />
      ) : query.data.figures === 0 ? (
        <EmptyState kind="nothing-yet" title={t('check.none')}>
          {t('check.noneWhy')}
        </EmptyState>
      ) : (
        <Compared view={query.data} />
      )}
    </section>
  );
}

function Compared({ view }: { view: HistoryCheckView }) {
  const { t } = useTranslation('history');
  const navigate = useNavigate({ from: '/history' });
  const answers = useCan('contact.window.declare');
  const readsAll = useCan('case.read.all');
  const [accepting, setAccepting] = useState(false);
  return (
    <>
      <dl className="hs-facts">
        <Fact name={t('check.figures')} n={view.figures} />
        <Fact name={t('figure.status.agrees')} n={view.agreeing} />
        <Fact name={t('figure.status.differs')} n={view.differing} alarm={view.differing > 0} />
        <Fact name={t('figure.status.accepted')} n={view.accepted} />
        <div>
          <dt>{t('check.asOf')}</dt>
          <dd className="dl-num">{view.asOf && dateTime(view.asOf).slice(0, 16)}</dd>
        </div>
      </dl>
      {view.differing > 0 && (
        <Alert
          type="warning"
          showIcon
          className="hs-alert"
          title={t('check.stands', { count: view.differing })}
          description={
            <>
              <p>{t(answers ? 'check.ways' : 'check.waysOther')}</p>
              {answers && <Button onClick={() => setAccepting(true)}>{t('accept.open')}</Button>}
            </>
          }
        />
      )}
      <CheckedCounters
        counters={view.counters}
        onShow={(counter, status) =>
          navigate({ search: (now) => ({ ...now, counter, status }), resetScroll: false })
        }
      />
      {readsAll && <Figures />}
      {view.acceptances.length > 0 && (
        <>
          <h3>{t('accept.title')}</h3>
          <ul className="hs-acceptances">
            {view.acceptances.map((one) => (
              <li key={one.id}>
                <span className="dl-num dl-muted">{dateTime(one.acceptedAt).slice(0, 16)}</span>{' '}
                {t('accept.by', { who: one.acceptedBy, count: one.figures })}
                <p>{one.reason ?? <span className="dl-muted">{t('accept.erased')}</span>}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {accepting && <Accept differing={view.differing} onClose={() => setAccepting(false)} />}
    </>
  );
}

function Fact({ name, n, alarm = false }: { name: string; n: number; alarm?: boolean }) {
  return (
    <div className={alarm ? 'alarm' : ''}>
      <dt>{name}</dt>
      <dd className="dl-num">{n.toLocaleString('en-US')}</dd>
    </div>
  );
}
