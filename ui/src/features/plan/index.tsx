import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContactPlanView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { hourMinute } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { PersonalData } from '@/ui/PersonalData';
import { AskPlan } from './AskPlan';
import { Making } from './Making';
import { PlanRows } from './PlanRows';
import { Summary } from './Summary';
import { usePlan, usePlans } from './usePlans';
import './plan.css';

export function PlanPage() {
  const { t } = useTranslation('plan');
  const search = useSearch({ from: '/shell/plan' });
  const navigate = useNavigate({ from: '/plan' });
  const plans = usePlans();
  const id = search.plan ?? plans.data?.[0]?.id;
  const show = (plan: string) => navigate({ search: { plan } });
  return (
    <PersonalData>
      <PageHeader title={t('title')} sub={t('sub')} />
      <div className="pl">
        <AskPlan onMade={(plan) => show(plan.id)} />
        {plans.isError && !plans.data ? (
          <EmptyState kind="failed" error={plans.error} onRetry={() => plans.refetch()} />
        ) : plans.isPending ? (
          <Skeleton active paragraph={{ rows: 6 }} title={false} />
        ) : id ? (
          <>
            <Kept plans={plans.data} id={id} onShow={show} />
            <OnePlan id={id} />
          </>
        ) : (
          <EmptyState kind="nothing-yet" title={t('none')}>
            {t('noneWhy')}
          </EmptyState>
        )}
      </div>
    </PersonalData>
  );
}

/** The plans that are kept, where there is a choice. */
function Kept({ plans, id, onShow }: { plans: ContactPlanView[]; id: string; onShow: (id: string) => void }) {
  const { t } = useTranslation('plan');
  const name = (plan: ContactPlanView) => {
    const { from, to, channels } = plan.request;
    const words = channels.map((channel) => labelOf(t, 'channel', channel)).join(t('comma'));
    return t('planName', {
      span: `${from.replace('T', ' ').slice(5)} – ${to.slice(0, 10) === from.slice(0, 10) ? to.slice(11) : to.replace('T', ' ').slice(5)}`,
      channels: words,
      at: hourMinute(plan.askedAt),
    });
  };
  if (plans.length === 0) return null;
  return (
    <div className="pl-kept">
      <span className="dl-muted">{t('kept')}</span>
      <Select
        value={id}
        aria-label={t('kept')}
        onChange={onShow}
        options={plans.map((plan) => ({ value: plan.id, label: name(plan) }))}
        popupMatchSelectWidth={false}
      />
    </div>
  );
}

function OnePlan({ id }: { id: string }) {
  const { t } = useTranslation('plan');
  const both = useBoth();
  const search = useSearch({ from: '/shell/plan' });
  const navigate = useNavigate({ from: '/plan' });
  const query = usePlan(id);
  const plan = query.data;
  if (query.isPending) return <Skeleton active paragraph={{ rows: 8 }} title={false} />;
  if (!plan) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  if (plan.status !== 'done') return <Making plan={plan} />;
  const change = (part: Partial<typeof search>) => navigate({ search: { ...search, ...part } });
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={both(plan.advice)}
        description={t('asOf', {
          at: hourMinute(plan.asOf ?? plan.askedAt),
          cases: plan.casesTotal.toLocaleString('en-US'),
        })}
      />
      <Summary plan={plan} search={search} onChange={change} />
      <PlanRows plan={plan} search={search} onChange={change} />
    </>
  );
}
