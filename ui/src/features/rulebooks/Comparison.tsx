import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RulebookDeskView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { EmptyState } from '@/ui/EmptyState';
import { Lines } from '@/ui/Source';
import { useComparison } from './useRulebooks';

/** How this version differs from another: rule by rule, then line by line. */
export function Comparison({ desk, hash }: { desk: RulebookDeskView; hash: string }) {
  const { t } = useTranslation('rulebooks');
  const both = useBoth();
  const search = useSearch({ from: '/shell/rulebooks' });
  const navigate = useNavigate({ from: '/rulebooks' });
  const others = desk.versions.filter((one) => one.hash !== hash);
  const against =
    others.find((one) => one.hash === search.against) ?? others.find((one) => one.inForce) ?? others[0];
  const comparison = useComparison(against?.hash, hash);
  if (!against) return <EmptyState kind="nothing-yet" title={t('onlyOneVersion')} />;
  return (
    <>
      <div className="pk-filter">
        <span>{t('comparedWith')}</span>
        <Select
          value={against.hash}
          aria-label={t('comparedWith')}
          onChange={(other) => navigate({ search: { ...search, against: other }, replace: true })}
          options={others.map((one) => ({
            value: one.hash,
            label: `${one.name} ${one.version}${one.inForce ? ` · ${t('inForce')}` : ''}`,
          }))}
        />
      </div>
      {comparison.isError && (
        <EmptyState kind="failed" error={comparison.error} onRetry={() => comparison.refetch()} />
      )}
      {comparison.isFetching && <Skeleton active />}
      {comparison.data && (
        <>
          <h3>{t('rulesThatDiffer', { n: comparison.data.rules.length })}</h3>
          <ul className="pk-changes">
            {comparison.data.rules.map((rule) => (
              <li key={rule.id} className="pk-rule-head">
                <span className={`pk-change ${rule.change}`}>{t(`change.${rule.change}`)}</span>
                <span>{both(rule.title)}</span>
                <span className="dl-mono dl-muted">{rule.id}</span>
                <span className="dl-muted">{rule.fields.map((one) => t(`field.${one}`)).join(' · ')}</span>
              </li>
            ))}
          </ul>
          <h3>{t('linesThatDiffer')}</h3>
          <Lines lines={comparison.data.lines} />
        </>
      )}
    </>
  );
}
