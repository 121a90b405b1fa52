import { useTranslation } from 'react-i18next';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { type Hindrance, isFirm } from './exception';

/** What stands in the way, in two groups: what a second person may lift for once, and what nobody ever lifts. */
export function HindranceList({ rules }: { rules: Hindrance[] }) {
  const { t } = useTranslation('trust');
  return (
    <>
      <Group title={t('exception.firm')} rules={rules.filter(isFirm)} firm />
      <Group title={t('exception.soft')} rules={rules.filter((rule) => !isFirm(rule))} />
    </>
  );
}

function Group({ title, rules, firm = false }: { title: string; rules: Hindrance[]; firm?: boolean }) {
  const { t } = useTranslation('trust');
  const both = useBoth();
  if (rules.length === 0) return null;
  return (
    <section className={`tr-hindrances${firm ? ' firm' : ''}`}>
      <h3>{title}</h3>
      <ul>
        {rules.map((rule) => (
          <li key={rule.id}>
            {both(rule.text) || <span className="dl-mono">{rule.id}</span>}
            <p className="dl-muted">
              {rule.strength && <span>{labelOf(t, 'strength', rule.strength)}</span>}
              {rule.cite && <span>{rule.cite}</span>}
              {rule.text && <span className="dl-mono">{rule.id}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
