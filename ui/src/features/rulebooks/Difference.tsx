import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastReviews, RulebookDifference } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { Figures } from '@/ui/Figures';
import { Samples } from './Samples';

const number = (n: number) => n.toLocaleString('en-US');

/** What a version would change: figures, cost, by category and rule with past verdicts, and samples. */
export function Difference({ id, difference }: { id: string; difference: RulebookDifference }) {
  const { t } = useTranslation('rulebooks');
  const [rule, setRule] = useState<string>();
  return (
    <>
      <section className="dl-card">
        <Figures
          items={[
            { name: t('whatIf.gained'), value: difference.gained },
            { name: t('whatIf.lost'), value: difference.lost },
            { name: t('whatIf.kept'), value: difference.kept },
            { name: t('whatIf.conversations'), value: difference.conversations },
          ]}
        />
        <p className="dl-muted dl-num">
          {t('whatIf.cost', { before: difference.baseMilliseconds, after: difference.milliseconds })}
        </p>
        {difference.skipped > 0 && (
          <p className="dl-muted">{t('whatIf.skipped', { n: number(difference.skipped) })}</p>
        )}
      </section>
      <section className="dl-card">
        <h2>{t('whatIf.byCategory')}</h2>
        {difference.categories.length === 0 && <p className="dl-muted">{t('whatIf.nothing')}</p>}
        <ul className="rb-categories">
          {difference.categories.map((one) => (
            <li key={one.category}>
              <span>{labelOf(t, 'category', one.category)}</span>
              <span className="dl-num">
                <b>+{number(one.gained)}</b> <b>−{number(one.lost)}</b>{' '}
                <span className="dl-muted">={number(one.kept)}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Rules difference={difference} chosen={rule} onChoose={setRule} />
      <Samples id={id} rule={rule} onAll={() => setRule(undefined)} />
    </>
  );
}

type RulesProps = {
  difference: RulebookDifference;
  chosen: string | undefined;
  onChoose: (rule: string) => void;
};

function Rules({ difference, chosen, onChoose }: RulesProps) {
  const { t } = useTranslation('rulebooks');
  const both = useBoth();
  const rules = difference.rules.filter((one) => one.gained + one.lost > 0);
  if (rules.length === 0) return null;
  return (
    <section className="dl-card">
      <h2>{t('whatIf.byRule')}</h2>
      <p className="dl-muted">{t('whatIf.precisionWhy')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table that scrolls must be reachable by keys */}
      <section className="rb-scroll" aria-label={t('whatIf.byRule')} tabIndex={0}>
        <table className="rb-table">
          <thead>
            <tr>
              <th scope="col">{t('whatIf.rule')}</th>
              <th scope="col">{t('whatIf.gained')}</th>
              <th scope="col">{t('whatIf.lost')}</th>
              <th scope="col">{t('whatIf.kept')}</th>
              <th scope="col">{t('whatIf.before')}</th>
              <th scope="col">{t('whatIf.after')}</th>
              <th scope="col">{t('whatIf.lostUpheld')}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((one) => (
              <tr key={one.rule} className={one.rule === chosen ? 'chosen' : ''}>
                <th scope="row">
                  <button type="button" className="rb-rule" onClick={() => onChoose(one.rule)}>
                    {both(one.title)}
                  </button>
                  <span className="dl-mono dl-muted"> {one.rule}</span>
                </th>
                <td className="dl-num">{number(one.gained)}</td>
                <td className="dl-num">{number(one.lost)}</td>
                <td className="dl-num">{number(one.kept)}</td>
                <td>
                  <Verdicts reviews={one.before} />
                </td>
                <td>
                  <Verdicts reviews={one.after} />
                </td>
                <td className={`dl-num${one.lostUpheld > 0 ? ' pk-bad' : ''}`}>{number(one.lostUpheld)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Verdicts({ reviews }: { reviews: PastReviews }) {
  const { t } = useTranslation('rulebooks');
  if (reviews.precision === null) return <span className="dl-muted">{t('whatIf.unreviewed')}</span>;
  return (
    <span className="dl-num">
      <b>{(reviews.precision * 100).toFixed(0)}%</b>{' '}
      <span className="dl-muted">
        {t('whatIf.verdicts', { upheld: reviews.upheld, overturned: reviews.overturned })}
      </span>
    </span>
  );
}
