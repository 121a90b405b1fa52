import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EvidenceStatus } from '@/lib/api';
import { Can } from '@/ui/Can';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { TimeAgo } from '@/ui/TimeAgo';
import { CopyText } from './CopyText';
import { Health } from './Health';
import { Outside } from './Outside';
import { useStatus } from './useStatus';
import { LastVerification, Verify } from './Verify';

const number = (n: number) => n.toLocaleString('en-US');

export function Status() {
  const status = useStatus();
  if (status.data) return <Known status={status.data} />;
  if (status.isError)
    return <EmptyState kind="failed" error={status.error} onRetry={() => status.refetch()} />;
  return <Skeleton active paragraph={{ rows: 8 }} />;
}

function Known({ status }: { status: EvidenceStatus }) {
  return (
    <div className="evd">
      <div>
        <Figures status={status} />
        <Health lastSelfCheck={status.lastSelfCheck} />
        <Checkpoint status={status} />
      </div>
      <div>
        <Verification status={status} />
        <Outside status={status} />
        <NotProven />
      </div>
    </div>
  );
}

function Figures({ status }: { status: EvidenceStatus }) {
  const { t } = useTranslation('evidence');
  return (
    <section className="dl-card">
      <h2>{t('state.title')}</h2>
      <p className="evd-big">
        <strong className="dl-num">{number(status.size)}</strong> {t('state.entries')}
      </p>
      <p>
        {status.signedAt ? (
          <>
            {t('state.signed')} <TimeAgo at={status.signedAt} mode="full" />
            <span className="dl-muted">
              {' '}
              (<TimeAgo at={status.signedAt} />)
            </span>
          </>
        ) : (
          t('state.neverSigned')
        )}
      </p>
      <p className="dl-muted">
        {status.pending > 0 ? t('state.pending', { n: number(status.pending) }) : t('state.nonePending')}{' '}
        {t('state.exhibits', { n: number(status.exhibits) })}
      </p>
      <p className="dl-muted">{t('state.meaning')}</p>
    </section>
  );
}

function Verification({ status }: { status: EvidenceStatus }) {
  const { t } = useTranslation('evidence');
  return (
    <section className="dl-card">
      <h2>{t('verify.title')}</h2>
      <Can do="evidence.verify">
        <Verify />
      </Can>
      {status.lastVerification ? (
        <LastVerification result={status.lastVerification} />
      ) : (
        <p className="dl-muted">{t('verify.never')}</p>
      )}
    </section>
  );
}

function Checkpoint({ status }: { status: EvidenceStatus }) {
  const { t } = useTranslation('evidence');
  return (
    <section className="dl-card">
      <h2>{t('checkpoint.title')}</h2>
      <p className="dl-muted">{t('checkpoint.what')}</p>
      {status.checkpoint ? <CopyText text={status.checkpoint} /> : <p>{t('state.neverSigned')}</p>}
      <h3>{t('checkpoint.key')}</h3>
      <p className="dl-muted">{t('checkpoint.keyWhat')}</p>
      <CopyText text={status.verifierKey} />
      {status.checkpoint && (
        <p className="dl-muted">
          {t('checkpoint.root')} <CopyId value={status.root} head={12} />
        </p>
      )}
    </section>
  );
}

function NotProven() {
  const { t } = useTranslation('evidence');
  return (
    <section className="dl-card">
      <h2>{t('not.title')}</h2>
      <ul className="evd-not">
        <li>{t('not.truth')}</li>
        <li>{t('not.before')}</li>
        <li>{t('not.time')}</li>
        <li>{t('not.whole')}</li>
        <li>{t('not.key')}</li>
      </ul>
    </section>
  );
}
