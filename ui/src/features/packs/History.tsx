import { Link, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { dateTime } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { Proposal } from './Proposal';
import { useVersions } from './usePacks';

/** The texts a pack has had, and who proposed and approved each. */
export function History({ name, hash }: { name: string; hash: string }) {
  const { t } = useTranslation('packs');
  const versions = useVersions(name);
  const search = useSearch({ from: '/shell/gate' });
  if (versions.isError)
    return <EmptyState kind="failed" error={versions.error} onRetry={() => versions.refetch()} />;
  if (!versions.data) return <Skeleton active />;
  return (
    <ul className="pk-history">
      {versions.data.map((one) => (
        <li key={one.hash} className={one.hash === hash ? 'chosen' : ''}>
          <div className="pk-rule-head">
            <Link to="/gate" search={{ ...search, hash: one.hash }}>
              <b>{one.version}</b>
            </Link>
            <CopyId value={one.hash} head={17} />
            {one.inForce && <StatusDot tone="good">{t('state.adopted')}</StatusDot>}
            {!one.inForce && one.onDisk && <StatusDot tone="quiet">{t('onDisk')}</StatusDot>}
            <span className="dl-muted">{t(`source.${one.source}`)}</span>
            <span className="dl-grow" />
            {one.firstSeenAt && (
              <span className="dl-muted dl-num">
                {t('firstSeen', { at: dateTime(one.firstSeenAt).slice(0, 16) })}
              </span>
            )}
          </div>
          {one.decisions.length === 0 && <p className="dl-muted">{t('neverProposed')}</p>}
          {one.decisions.map((proposal) => (
            <Proposal key={proposal.id} proposal={proposal} brief />
          ))}
        </li>
      ))}
    </ul>
  );
}
