import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type BreakGlassView, type Page } from '@/lib/api';
import { useCan } from '@/lib/session';

/** For when no notice comes: the server tells at once, see useNotices. */
const refreshMs = 30_000;

/** Tells those who review emergency accesses, on every page, that one is open; it cannot be closed otherwise. */
export function EmergencyStrip() {
  const { t } = useTranslation('shell');
  const allowed = useCan('break-glass.review');
  const { data } = useQuery({
    queryKey: ['/break-glass', 'open'],
    queryFn: ({ signal }) => api.get<Page<BreakGlassView>>('/break-glass', { query: { limit: 1 }, signal }),
    refetchInterval: refreshMs,
    enabled: allowed,
  });
  const newest = data?.items[0];
  if (!allowed || !newest) return null;
  return (
    <Alert
      type="error"
      banner
      title={
        <Link to="/evidence" search={{ tab: 'emergencies' }}>
          {t('emergency', { name: newest.staffName })}
        </Link>
      }
    />
  );
}
