import { useTranslation } from 'react-i18next';
import type { ContactPlanView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import type { PlanSearch } from './search';
import { planStatuses } from './search';

type Props = { plan: ContactPlanView; search: PlanSearch; onChange: (part: Partial<PlanSearch>) => void };

const number = (n: number) => n.toLocaleString('en-US');

/** How many are permitted by each channel, and what stands in the way of the rest. Every number is a filter. */
export function Summary(props: Props) {
  return (
    <div className="pl-summary">
      <ByChannel {...props} />
      <ByRule {...props} />
    </div>
  );
}

function ByChannel({ plan, search, onChange }: Props) {
  const { t } = useTranslation('plan');
  return (
    <section className="dl-card">
      <h2>{t('byChannel')}</h2>
      {plan.byChannel.map((one) => {
        const total = Math.max(1, one.throughout + one.partly + one.refused);
        return (
          <div key={one.channel} className="pl-channel">
            <strong>{labelOf(t, 'channel', one.channel)}</strong>
            <div className="pl-stack" aria-hidden="true">
              {planStatuses.map((status) => (
                <span key={status} className={status} style={{ width: `${(one[status] / total) * 100}%` }} />
              ))}
            </div>
            <div className="pl-keys">
              {planStatuses.map((status) => {
                const on = search.channel === one.channel && search.status === status;
                return (
                  <button
                    key={status}
                    type="button"
                    className={on ? 'on' : ''}
                    aria-pressed={on}
                    onClick={() =>
                      onChange(
                        on
                          ? { channel: undefined, status: undefined }
                          : { channel: one.channel, status, rule: undefined },
                      )
                    }
                  >
                    <i className={status} aria-hidden="true" />
                    {t(`status.${status}`)} <span className="dl-num">{number(one[status])}</span>
                  </button>
                );
              })}
            </div>
          </div>
        );
      })}
    </section>
  );
}

const most = 8;

function ByRule({ plan, search, onChange }: Props) {
  const { t } = useTranslation('plan');
  const both = useBoth();
  const top = Math.max(1, ...plan.byRule.map((rule) => rule.refused + rule.partly));
  return (
    <section className="dl-card">
      <h2>{t('byRule')}</h2>
      {plan.byRule.length === 0 && <p className="dl-muted">{t('nothingInTheWay')}</p>}
      <ul className="pl-rules">
        {plan.byRule.slice(0, most).map((rule) => {
          const on = search.rule === rule.rule;
          return (
            <li key={rule.rule}>
              <button
                type="button"
                className={on ? 'on' : ''}
                aria-pressed={on}
                title={rule.rule}
                onClick={() => onChange({ rule: on ? undefined : rule.rule })}
              >
                <span className="pl-rule-text">{both(rule.title)}</span>
                <span className="dl-num">
                  {rule.refused > 0 && t('refusedCount', { n: number(rule.refused) })}
                  {rule.refused > 0 && rule.partly > 0 && t('comma')}
                  {rule.partly > 0 && t('partlyCount', { n: number(rule.partly) })}
                </span>
                <span className="pl-stack" aria-hidden="true">
                  <span className="refused" style={{ width: `${(rule.refused / top) * 100}%` }} />
                  <span className="partly" style={{ width: `${(rule.partly / top) * 100}%` }} />
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
