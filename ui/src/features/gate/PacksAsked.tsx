import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useRegionName } from '@/features/packs/useRegionName';
import type { DecisionView, PackSetAside } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { CopyId } from '@/ui/CopyId';
import { usePacks } from './usePacks';

/** Which packs governed the contact, and which were set aside and why. */
export function PacksAsked({ decision }: { decision: DecisionView }) {
  const { t } = useTranslation('gate');
  const aside = decision.setAside.map((one) => one.pack);
  return (
    <>
      <p className="dl-muted gt-packs-used">
        {t('packsUsed')}{' '}
        {decision.packs
          .filter((pack) => !aside.includes(pack.name))
          .map((pack) => (
            <span key={pack.hash} className="dl-nowrap">
              {pack.name} {pack.version} <CopyId value={pack.hash} head={12} />
            </span>
          ))}
        <span>{decision.zoneData}</span>
      </p>
      {decision.setAside.length > 0 && (
        <div className="gt-aside">
          <h3>{t('setAside', { n: decision.setAside.length })}</h3>
          <ul>
            {decision.setAside.map((one) => (
              <Aside key={one.pack} aside={one} />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Aside({ aside }: { aside: PackSetAside }) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  const region = useRegionName();
  const { data } = usePacks();
  const title = data?.find((pack) => pack.name === aside.pack)?.title;
  const words = (codes: string[]) => codes.map((code) => wordOf(t, aside, code, region)).join(t('comma'));
  return (
    <li>
      <strong>{title ? both(title) : aside.pack}</strong>{' '}
      <span className="dl-mono dl-muted">{aside.pack}</span>
      <p className="dl-muted">
        {t(`aside.${aside.reason}`, { governs: words(aside.governs), known: words(aside.known) })}
      </p>
    </li>
  );
}

function wordOf(t: TFunction, aside: PackSetAside, code: string, region: (code: string) => string): string {
  if (aside.reason === 'elsewhere') return region(code);
  return labelOf(t, aside.reason === 'collector' ? 'collectorKind' : 'debtType', code);
}
