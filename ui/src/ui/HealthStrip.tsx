import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HealthItem } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { useCan } from '@/lib/session';
import { useHealth } from './useHealth';

const refreshMs = 60_000;

/** What nobody inside can make good: who vouches from outside is missing. */
const outside = ['witnesses', 'time-stamps'];

/** Tells those who read the ledger, on every page, that it is damaged, or that somebody who vouches for it does not answer. */
export function HealthStrip() {
  const { t } = useTranslation('shell');
  const both = useBoth();
  const allowed = useCan('evidence.read');
  const { data } = useHealth(refreshMs, allowed);
  if (!allowed || !data) return null;
  return data.items
    .filter(isTold)
    .map((item) => (
      <Alert
        key={item.id}
        type={item.status === 'failed' ? 'error' : 'warning'}
        banner
        title={<Link to="/evidence">{t('health', { what: both(item.title), how: both(item.text) })}</Link>}
      />
    ));
}

function isTold({ id, status }: HealthItem): boolean {
  return status === 'failed' || (status === 'warning' && outside.includes(id));
}
