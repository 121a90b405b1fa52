import { useTranslation } from 'react-i18next';
import type { DecisionView, RuleEffect, RuleSpokeView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { dateTime, homeZoneName, zoneOffset } from '@/lib/time';
import { becauseOf } from './because';
import { Confirmed } from './Confirmed';
import { PacksAsked } from './PacksAsked';

const order: RuleEffect[] = ['refuse', 'refer', 'oblige', 'flag', 'pass'];

/** Every rule that spoke, those that stand in the way first. */
type Props = {
  decision: DecisionView;
  badge?: string;
  /** The decision it is read beside; what only this one says is marked. */
  against?: DecisionView;
};

export function Why({ decision, badge, against }: Props) {
  const { t } = useTranslation('gate');
  const zone = decision.zone ?? homeZoneName();
  const rules = [...decision.rules].sort((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect));
  const spoke = rules.filter((rule) => rule.effect !== 'pass');
  const passed = rules.filter((rule) => rule.effect === 'pass');
  return (
    <section className="dl-card gt-why">
      <h2>
        {t('why', { n: spoke.length })}
        {badge && <span className={`gt-badge${against ? ' supposed' : ''}`}>{badge}</span>}
      </h2>
      {spoke.length === 0 && <p className="dl-muted">{t('noRules')}</p>}
      <ul>
        {spoke.map((rule) => (
          <Rule key={rule.id} rule={rule} zone={zone} isNew={against ? !says(against, rule) : false} />
        ))}
      </ul>
      {passed.length > 0 && (
        <details>
          <summary>{t('passed', { n: passed.length })}</summary>
          <ul>
            {passed.map((rule) => (
              <Rule key={rule.id} rule={rule} zone={zone} isNew={false} />
            ))}
          </ul>
        </details>
      )}
      <PacksAsked decision={decision} />
    </section>
  );
}

const says = (decision: DecisionView, rule: RuleSpokeView) =>
  decision.rules.some((one) => one.id === rule.id && one.effect === rule.effect);

function Rule({ rule, zone, isNew }: { rule: RuleSpokeView; zone: string; isNew: boolean }) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  const because = becauseOf(t, rule.because);
  return (
    <li className={`gt-rule ${rule.effect}${isNew ? ' new' : ''}`}>
      <span className="gt-effect">{labelOf(t, 'effect', rule.effect)}</span>
      <div>
        <p className="gt-text">{both(rule.text)}</p>
        {because && <p className="gt-because">{because}</p>}
        <p className="dl-muted gt-cite">
          <span>
            {rule.instrument}
            {rule.article && ` · ${rule.article}`}
          </span>
          <span>{labelOf(t, 'strength', rule.strength)}</span>
          <Confirmed yes={rule.confirmed} />
          <span className="dl-mono">{rule.id}</span>
        </p>
        {rule.next && rule.effect !== 'pass' && (
          <p className="dl-muted dl-num gt-cite">
            {t('standsUntil', {
              time: `${dateTime(rule.next, zone).slice(0, 16)} ${zoneOffset(rule.next, zone)}`,
            })}
          </p>
        )}
      </div>
    </li>
  );
}
