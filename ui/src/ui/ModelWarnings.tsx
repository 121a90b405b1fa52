import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type ModelWarning, type Page } from '@/lib/api';
import { useCan } from '@/lib/session';
import { dateOnly } from '@/lib/time';

/** What the champions warn of, for whoever may see models: above the alerts, and on the page of the models. */
export function ModelWarnings() {
  const { t } = useTranslation('shell');
  const allowed = useCan('model.read');
  const { data } = useQuery({
    queryKey: ['/models', 'warnings'],
    queryFn: ({ signal }) => api.get<Page<ModelWarning>>('/models/warnings', { signal }),
    refetchInterval: 60_000,
    enabled: allowed,
  });
  if (!allowed || !data || data.items.length === 0) return null;
  return (
    <div className="dl-warnings">
      {data.items.map((one) => (
        <Alert
          key={one.name + one.kind}
          type="warning"
          showIcon
          title={
            <Link to="/models" search={{ name: one.name, part: one.kind === 'drift' ? 'watch' : 'versions' }}>
              {t(`modelWarning.${one.kind}`, {
                name: one.name,
                index: one.index?.toFixed(2) ?? '',
                threshold: one.driftFrom,
                texts: one.texts.toLocaleString('en-US'),
                since: dateOnly(one.since),
              })}
            </Link>
          }
        />
      ))}
    </div>
  );
}
