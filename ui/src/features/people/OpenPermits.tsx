import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type ForeseeStandingRequest, type StandingForesight } from '@/lib/api';

/** What the statement in a dialog would do to permits that are out: whoever confirms it has seen how many it ends. */
export function OpenPermits({ supposed }: { supposed: ForeseeStandingRequest }) {
  const { t } = useTranslation('people');
  const query = useQuery({
    queryKey: ['/contacts/permits/foresight', supposed],
    queryFn: ({ signal }) => api.post<StandingForesight>('/contacts/permits/foresight', supposed, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  if (query.isError)
    return <Alert type="warning" showIcon title={t('standing.permits.unknown')} className="ppl-permits" />;
  if (!query.data) return null;
  const { open, refused, complete } = query.data;
  if (refused === 0)
    return (
      <p className="dl-muted ppl-permits" aria-live="polite">
        {open === 0 ? t('standing.permits.noneOpen') : t('standing.permits.allStand', { open })}
      </p>
    );
  return (
    <Alert
      type="warning"
      showIcon
      className="ppl-permits"
      title={t(complete ? 'standing.permits.fall' : 'standing.permits.atLeast', { open, refused })}
    />
  );
}
