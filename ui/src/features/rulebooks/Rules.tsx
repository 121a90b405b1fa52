import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulebookDetailView, RulebookExampleView, RulebookRule } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { SeverityTag } from '@/ui/SeverityTag';
import { StatusDot } from '@/ui/StatusDot';
import { useExamples } from './useRulebooks';
import { linesOf } from './written';

/** Every rule, by category or by words; one opened shows what it asks and its examples, run now. */
export function Rules({ detail }: { detail: RulebookDetailView }) {
  const { t } = useTranslation('rulebooks');
  const search = useSearch({ from: '/shell/rulebooks' });
  const navigate = useNavigate({ from: '/rulebooks' });
  const [words, setWords] = useState('');
  const [category, setCategory] = useState<string>();
  const examples = useExamples(detail.version.hash);
  const byRule = useMemo(() => {
    const found = new Map<string, RulebookExampleView[]>();
    for (const one of examples.data?.examples ?? [])
      found.set(one.rule, [...(found.get(one.rule) ?? []), one]);
    return found;
  }, [examples.data]);
  const wanted = words.trim().toLowerCase();
  const shown = detail.rules
    .filter((rule) => !category || rule.category === category)
    .filter((rule) => `${rule.id} ${rule.title.zh} ${rule.title.en}`.toLowerCase().includes(wanted));
  const check = examples.data;
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
          value={category}
          placeholder={t('allCategories')}
          aria-label={t('allCategories')}
          onChange={setCategory}
          options={[...new Set(detail.rules.map((rule) => rule.category))].map((value) => ({
            value,
            label: labelOf(t, 'category', value),
          }))}
        />
        {examples.isFetching && <span className="dl-muted">{t('runningExamples')}</span>}
        {check && (
          <StatusDot tone={check.publishable ? 'good' : 'bad'}>
            {t('examplesRun', { passed: check.passed, failed: check.failed })}
          </StatusDot>
        )}
      </div>
      <ul className="pk-rules">
        {shown.map((rule) => (
          <Rule
            key={rule.id}
            rule={rule}
            text={detail.text}
            examples={byRule.get(rule.id) ?? []}
            open={search.rule === rule.id}
            onOpen={(open) =>
              navigate({ search: { ...search, rule: open ? rule.id : undefined }, replace: true })
            }
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="dl-muted">{t('noRule')}</p>}
    </>
  );
}

type Props = {
  rule: RulebookRule;
  text: string;
  examples: RulebookExampleView[];
  open: boolean;
  onOpen: (open: boolean) => void;
};

function Rule({ rule, text, examples, open, onOpen }: Props) {
  const { t } = useTranslation('rulebooks');
  const both = useBoth();
  const failed = examples.filter((one) => !one.passed).length;
  return (
    <li>
      <div className="pk-rule-head">
        <SeverityTag severity={rule.severity} />
        <button type="button" className="rb-rule" aria-expanded={open} onClick={() => onOpen(!open)}>
          {both(rule.title)}
        </button>
        <span className="dl-mono dl-muted">{rule.id}</span>
        <span className="dl-muted">{labelOf(t, 'category', rule.category)}</span>
        <span className="dl-num dl-muted">{rule.fatal ? t('fatal') : t('points', { n: rule.points })}</span>
        {rule.judge && <span className="pk-kind">{t('judge.asks')}</span>}
        {rule.action !== 'none' && <span className="pk-kind">{t(`action.${rule.action}`)}</span>}
        {failed > 0 && <span className="pk-bad">{t('failing', { n: failed })}</span>}
      </div>
      {rule.basis && <p className="dl-muted pk-other">{rule.basis}</p>}
      {open && (
        <>
          {rule.judge && (
            <p>
              <span className="dl-muted">{t('judge.asks')}</span> {rule.judge}
            </p>
          )}
          {rule.advice && (
            <p>
              <span className="dl-muted">{t('advice')}</span> {both(rule.advice)}
            </p>
          )}
          <Examples title={t('mustHit')} examples={examples.filter((one) => one.mustHit)} />
          <Examples title={t('mustNotHit')} examples={examples.filter((one) => !one.mustHit)} />
          <pre className="dl-mono rb-text">{linesOf(text, rule.line, rule.lineEnd)}</pre>
        </>
      )}
    </li>
  );
}

function Examples({ title, examples }: { title: string; examples: RulebookExampleView[] }) {
  return (
    <div className="rb-examples">
      <h3>{title}</h3>
      <ul>
        {examples.map((one) => (
          <li key={`${one.line} ${one.detail}`} className={one.passed ? '' : 'pk-bad'}>
            <span className="dl-num dl-muted">{one.line}</span> {one.detail}
          </li>
        ))}
      </ul>
    </div>
  );
}
