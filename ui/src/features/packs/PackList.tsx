import { Link, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackDeskView, PackState, PackTextView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { useRegionName } from './useRegionName';

const tones: Record<PackState, Tone> = {
  adopted: 'good',
  changed: 'warn',
  available: 'quiet',
  missing: 'bad',
};

/** Every pack, by jurisdiction; those that decide come first within each. */
export function PackList({ desk, chosen }: { desk: PackDeskView; chosen: string | undefined }) {
  const { t } = useTranslation('packs');
  const both = useBoth();
  const region = useRegionName();
  const search = useSearch({ from: '/shell/gate' });
  const [words, setWords] = useState('');
  const found = desk.texts
    .filter((one) => one.kind === 'pack')
    .filter((one) =>
      `${one.name} ${one.title.zh} ${one.title.en} ${one.jurisdiction} ${region(one.jurisdiction)}`
        .toLowerCase()
        .includes(words.trim().toLowerCase()),
    );
  const regions = [...new Set(found.map((one) => one.jurisdiction))].sort(
    (a, b) => rank(found, a) - rank(found, b) || a.localeCompare(b),
  );
  const waiting = desk.pending.length;
  return (
    <nav className="pk-list" aria-label={t('list')}>
      <Link
        to="/gate"
        search={{ tab: 'packs' }}
        className={`pk-desk${chosen ? '' : ' chosen'}`}
        aria-current={chosen ? undefined : 'page'}
      >
        {t('desk')}
        {waiting > 0 && <span className="pk-waiting">{t('waiting', { n: waiting })}</span>}
      </Link>
      <Input.Search
        allowClear
        value={words}
        placeholder={t('findPack')}
        aria-label={t('findPack')}
        onChange={(event) => setWords(event.target.value)}
      />
      {found.length === 0 && <p className="dl-muted">{t('noPack')}</p>}
      {regions.map((code) => (
        <section key={code} aria-label={region(code)}>
          <h2>
            {region(code)} <span className="dl-mono dl-muted">{code}</span>
          </h2>
          {found
            .filter((one) => one.jurisdiction === code)
            .map((one) => (
              <Link
                key={one.name}
                to="/gate"
                search={{ ...search, pack: one.name, hash: undefined, against: undefined }}
                className={one.name === chosen ? 'chosen' : ''}
                aria-current={one.name === chosen ? 'page' : undefined}
              >
                <span>{both(one.title) || one.name}</span>
                <StatusDot tone={tones[one.state]}>{t(`state.${one.state}`)}</StatusDot>
                <span className="dl-num dl-muted">
                  {one.version} · {t('ruleCount', { n: one.rules })}
                  {one.unconfirmed > 0 && ` · ${t('unconfirmedCount', { n: one.unconfirmed })}`}
                </span>
              </Link>
            ))}
        </section>
      ))}
    </nav>
  );
}

/** Jurisdictions whose packs decide here come first. */
function rank(packs: PackTextView[], code: string): number {
  return packs.some((one) => one.jurisdiction === code && one.state !== 'available') ? 0 : 1;
}
