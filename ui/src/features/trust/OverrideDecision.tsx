import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type OverrideDecisionView, type OverrideView } from '@/lib/api';
import { dateTime, homeZoneName, zoneOffset } from '@/lib/time';
import { Counters } from '../gate/Counters';
import { RuleNames } from '../gate/RuleNames';
import { hindrancesOf } from './exception';
import { HindranceList } from './HindranceList';

/** What an override would lift, in words; the whole refusal for whoever decides, and for the others on demand. */
export function OverrideDecision({ one }: { one: OverrideView }) {
  const { t } = useTranslation('trust');
  const [open, setOpen] = useState(one.mayDecide);
  if (open) return <Refusal id={one.id} />;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="dl-muted">{t('override.lifts')}</span> <RuleNames ids={one.rules} />
      </summary>
    </details>
  );
}

function Refusal({ id }: { id: string }) {
  const { t } = useTranslation('trust');
  const query = useQuery({
    queryKey: ['/contacts/overrides', 'one', id],
    queryFn: ({ signal }) => api.get<OverrideDecisionView>(`/contacts/overrides/${id}`, { signal }),
  });
  if (query.isPending) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  const decision = query.data?.decision;
  if (!decision) return <p className="dl-muted">{t('override.unreadable')}</p>;
  const zone = decision.zone ?? homeZoneName();
  return (
    <div className="tr-refusal">
      <p className="dl-muted">
        {t('override.refusedAt')}{' '}
        <span className="dl-num">
          {dateTime(decision.at, zone)} ({zone}, {zoneOffset(decision.at, zone)})
        </span>
        {decision.next && (
          <>
            {' · '}
            {t('override.next')} <span className="dl-num">{dateTime(decision.next, zone).slice(0, 16)}</span>
          </>
        )}
      </p>
      <HindranceList rules={hindrancesOf(decision)} />
      <Counters counters={decision.counters} />
    </div>
  );
}
