import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldChange, PackComparisonView, PackVersionView, RuleChange } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { EmptyState } from '@/ui/EmptyState';
import { Lines } from '@/ui/Source';
import { useComparison, useVersions } from './usePacks';
import { flow } from './written';

/** How this text differs from another of the same pack: rule by rule, then line by line. */
export function Comparison({ name, hash }: { name: string; hash: string }) {
  const { t } = useTranslation('packs');
  const versions = useVersions(name);
  const search = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const others = versions.data?.filter((one) => one.hash !== hash) ?? [];
  const against =
    others.find((one) => one.hash === search.against) ?? others.find((one) => one.inForce) ?? others[0];
  const comparison = useComparison(name, against?.hash, hash);
  if (versions.isError)
    return <EmptyState kind="failed" error={versions.error} onRetry={() => versions.refetch()} />;
  if (!versions.data) return <Skeleton active />;
  if (!against) return <EmptyState kind="nothing-yet" title={t('onlyOneVersion')} />;
  return (
    <>
      <div className="pk-filter">
        <span>{t('comparedWith')}</span>
        <Select
          value={against.hash}
          aria-label={t('comparedWith')}
          onChange={(other) => navigate({ search: { ...search, against: other }, replace: true })}
          options={others.map((one) => ({ value: one.hash, label: <VersionName version={one} /> }))}
        />
      </div>
      {comparison.isError && (
        <EmptyState kind="failed" error={comparison.error} onRetry={() => comparison.refetch()} />
      )}
      {comparison.data ? (
        <Differences view={comparison.data} />
      ) : (
        comparison.isFetching && <Skeleton active />
      )}
    </>
  );
}

export function VersionName({ version }: { version: PackVersionView }) {
  const { t } = useTranslation('packs');
  return (
    <span>
      {version.version} <span className="dl-mono">{version.hash.slice(7, 17)}</span>
      {version.inForce && ` · ${t('state.adopted')}`}
    </span>
  );
}

function Differences({ view }: { view: PackComparisonView }) {
  const { t } = useTranslation('packs');
  return (
    <>
      <h3>{t('rulesThatDiffer', { n: view.rules.length })}</h3>
      {view.head.length > 0 && <Fields fields={view.head} />}
      <ul className="pk-changes">
        {view.rules.map((rule) => (
          <Change key={rule.id} rule={rule} />
        ))}
      </ul>
      {view.vectorsAdded + view.vectorsRemoved > 0 && (
        <p className="dl-muted">
          {t('vectorsDiffer', { added: view.vectorsAdded, removed: view.vectorsRemoved })}
        </p>
      )}
      <h3>{t('linesThatDiffer')}</h3>
      <Lines lines={view.lines} />
    </>
  );
}

function Change({ rule }: { rule: RuleChange }) {
  const { t } = useTranslation('packs');
  const both = useBoth();
  return (
    <li className={rule.change}>
      <div className="pk-rule-head">
        <span className={`pk-change ${rule.change}`}>{t(`change.${rule.change}`)}</span>
        <span>{both(rule.text)}</span>
        <span className="dl-mono dl-muted">{rule.id}</span>
      </div>
      {rule.fields.length > 0 && <Fields fields={rule.fields} />}
    </li>
  );
}

function Fields({ fields }: { fields: FieldChange[] }) {
  const { t } = useTranslation('packs');
  return (
    <dl className="pk-fields">
      {fields.map((one) => (
        <div key={one.field}>
          <dt>{t(`field.${one.field}`, { defaultValue: one.field })}</dt>
          <dd>
            {one.from !== null && <del className="dl-mono">{flow(one.from)}</del>}{' '}
            {one.to !== null && <ins className="dl-mono">{flow(one.to)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
