import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HealthItem, VerificationView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { EmptyState } from '@/ui/EmptyState';
import { useHealth } from '@/ui/useHealth';
import { LastVerification } from './Verify';

const refreshMs = 15_000;

/** How everything is that the ledger stands on, in words for people who do not run servers. */
export function Health({ lastSelfCheck }: { lastSelfCheck: VerificationView | null }) {
  const { t } = useTranslation('evidence');
  const health = useHealth(refreshMs);
  return (
    <section className="dl-card">
      <h2>{t('health.title')}</h2>
      {health.data && (
        <>
          <p className={`evd-health-${health.data.status}`} role="status">
            <strong>{t(`health.${health.data.status}`)}</strong>
          </p>
          <ul className="evd-health">
            {health.data.items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ul>
        </>
      )}
      {health.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {health.isError && !health.data && (
        <EmptyState kind="failed" error={health.error} onRetry={() => health.refetch()} />
      )}
      {lastSelfCheck && !lastSelfCheck.ok && (
        <>
          <h3>{t('health.found')}</h3>
          <LastVerification result={lastSelfCheck} />
        </>
      )}
    </section>
  );
}

const icons: Record<HealthItem['status'], React.ReactNode> = {
  ok: <CheckCircleFilled />,
  warning: <ExclamationCircleFilled />,
  failed: <CloseCircleFilled />,
  'not-set-up': <MinusCircleOutlined />,
};

/** The word before the sentence says without colour how it is. */
function Item({ item }: { item: HealthItem }) {
  const { t } = useTranslation('evidence');
  const both = useBoth();
  return (
    <li className={item.status}>
      {icons[item.status]}
      <div>
        <strong>{both(item.title)}</strong>{' '}
        <span className="evd-health-word">{t(`health.one.${item.status}`)}</span>
        <div>{both(item.text)}</div>
      </div>
    </li>
  );
}
