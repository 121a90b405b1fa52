import { Link, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackDetailView, RuleDetail } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { EmptyState } from '@/ui/EmptyState';
import { Confirmed } from '../gate/Confirmed';
import { RuleParameters } from './RuleParameters';

/** The rules of a pack: what each says, where it stands, how binding and how sure it is, and what it demands exactly. */
export function Rules({ pack }: { pack: PackDetailView }) {
  const { t } = useTranslation('packs');
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<string>();
  const kinds = [...new Set(pack.rules.map((rule) => rule.kind))];
  const shown = pack.rules.filter((rule) => fits(rule, words) && (!kind || rule.kind === kind));
  return (
    <>
      <div className="pk-filter">
        <Input.Search
          allowClear
          value={words}
          placeholder={t('findRule')}
          aria-label={t('findRule')}
          onChange={(event) => setWords(event.target.value)}
        />
        <Select
          allowClear
          value={kind}
          placeholder={t('anyKind')}
          aria-label={t('anyKind')}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`, { defaultValue: value }) }))}
        />
      </div>
      {shown.length === 0 && (
        <EmptyState
          kind="nothing-matches"
          onClear={() => {
            setWords('');
            setKind(undefined);
          }}
        />
      )}
      <ol className="pk-rules">
        {shown.map((rule) => (
          <Rule key={rule.id} rule={rule} />
        ))}
      </ol>
    </>
  );
}

function fits(rule: RuleDetail, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  return `${rule.id} ${rule.text.zh} ${rule.text.en} ${rule.instrument} ${rule.article}`
    .toLowerCase()
    .includes(wanted);
}

function Rule({ rule }: { rule: RuleDetail }) {
  const { t } = useTranslation('packs');
  const both = useBoth();
  const search = useSearch({ from: '/shell/gate' });
  const other = both({ zh: rule.text.en, en: rule.text.zh });
  return (
    <li>
      <div className="pk-rule-head">
        <span className="pk-kind">{t(`kind.${rule.kind}`, { defaultValue: rule.kind })}</span>
        <span className={`pk-strength ${rule.strength}`}>{labelOf(t, 'strength', rule.strength)}</span>
        <span className="dl-nowrap">
          <span className="dl-mono">{rule.mark}</span> <Confirmed yes={rule.confirmed} />
        </span>
        <span className="dl-grow" />
        <Link
          to="/gate"
          search={{ ...search, part: 'source' }}
          hash={`L${rule.line}`}
          className="dl-mono dl-nowrap"
        >
          {t('line', { n: rule.line })}
        </Link>
      </div>
      <p className="pk-text">{both(rule.text)}</p>
      <p className="dl-muted pk-other">{other}</p>
      <RuleParameters rule={rule} />
      <p className="dl-muted pk-cite">
        <span>
          {rule.instrument} · {rule.article}
        </span>
        {(rule.from || rule.to) && (
          <span className="dl-num">{t('dates', { from: rule.from ?? '…', to: rule.to ?? '…' })}</span>
        )}
        <span className="dl-mono">{rule.id}</span>
      </p>
    </li>
  );
}
