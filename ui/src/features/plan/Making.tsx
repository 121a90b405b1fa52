import { App, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContactPlanView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { EmptyState } from '@/ui/EmptyState';
import { isUnfinished, usePlanActs } from './usePlans';

const number = (n: number) => n.toLocaleString('en-US');

/** A plan that is not there: on its way, called off, or failed. */
export function Making({ plan }: { plan: ContactPlanView }) {
  const { t } = useTranslation('plan');
  const { message } = App.useApp();
  const { cancel } = usePlanActs();
  if (!isUnfinished(plan)) {
    return (
      <EmptyState kind="nothing-yet" title={t(`ended.${plan.status}`)}>
        {plan.error ? t(`error.${plan.error}`) : t('ended.again')}
      </EmptyState>
    );
  }
  const share = plan.casesTotal > 0 ? plan.casesDone / plan.casesTotal : 0;
  return (
    <section className="dl-card pl-making" aria-live="polite">
      <h2>{t('making')}</h2>
      <Progress percent={Math.floor(share * 100)} status="active" aria-label={t('making')} />
      <div>
        <span className="dl-num">
          {t('casesDone', { done: number(plan.casesDone), total: number(plan.casesTotal) })}
        </span>
        <span className="dl-grow" />
        <Button onClick={() => cancel(plan.id).catch((error) => message.error(problemText(t, error)))}>
          {t('cancel')}
        </Button>
      </div>
    </section>
  );
}
