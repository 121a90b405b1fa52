import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FindingView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { clockSpan } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { SeverityTag } from '@/ui/SeverityTag';
import { TimeAgo } from '@/ui/TimeAgo';
import { FindingStatusDot } from './FindingStatusDot';
import { Judgement, JudgementTag } from './Judgement';
import './why.css';

/** Why a rule fired: the same panel wherever a finding is looked at. */
export function WhyPanel({ finding }: { finding: FindingView }) {
  const { t } = useTranslation('conversations');
  const both = useBoth();
  return (
    <section className="why" aria-label={t('why.title')}>
      <header>
        <SeverityTag severity={finding.severity} />
        <strong>{both(finding.title)}</strong>
        <FindingStatusDot status={finding.status} />
        <JudgementTag judgement={finding.judgement} />
      </header>
      {finding.supersededAt && <p className="why-unsure">{t('why.superseded')}</p>}
      <p className="why-reason">{finding.why}</p>
      <Judgement judgement={finding.judgement} />
      <Law finding={finding} />
      <Descriptions
        column={1}
        size="small"
        colon={false}
        styles={{ label: { width: 92 } }}
        items={useFacts(finding)}
      />
      <h3>{t('why.otherwise')}</h3>
      <p className="dl-muted">
        {t(otherwiseOf(finding), { matched: finding.matched, normalised: finding.normalised })}
      </p>
    </section>
  );
}

/** The law of that contact: which rules forbid this by name, and whether they make it worse than the rulebook does. */
function Law({ finding }: { finding: FindingView }) {
  const { t } = useTranslation('conversations');
  const both = useBoth();
  if (finding.law.length === 0) return null;
  return (
    <section className="why-law" aria-label={t('why.law')}>
      <h3>{t('why.law')}</h3>
      <ul>
        {finding.law.map((law) => (
          <li key={`${law.pack} ${law.rule}`}>
            {both(law.text)}
            <p className="why-cite">
              <span>
                {law.instrument} · {law.article}
              </span>
              <span>{labelOf(t, 'strength', law.strength)}</span>
              {!law.confirmed && <span className="why-unsure">{t('why.unconfirmed')}</span>}
              <span className="dl-mono">
                {law.pack} {law.packVersion}
              </span>
            </p>
          </li>
        ))}
      </ul>
      {finding.raisedFrom && (
        <p className="dl-muted">
          {t('why.raisedFrom', {
            from: labelOf(t, 'severity', finding.raisedFrom),
            to: labelOf(t, 'severity', finding.severity),
          })}
        </p>
      )}
    </section>
  );
}

function otherwiseOf({ utteranceSeq, matched, normalised }: FindingView): string {
  if (utteranceSeq === null) return 'why.otherwiseAbsent';
  return normalised && normalised !== matched ? 'why.otherwiseNormalised' : 'why.otherwiseMatched';
}

function useFacts(finding: FindingView) {
  const { t } = useTranslation('conversations');
  const { matched, normalised } = finding;
  return [
    { key: 'basis', label: t('why.basis'), children: finding.basis || '—' },
    { key: 'category', label: t('why.category'), children: labelOf(t, 'category', finding.category) },
    { key: 'where', label: t('why.where'), children: <Where finding={finding} /> },
    ...(matched
      ? [{ key: 'matched', label: t('why.matched'), children: <q className="why-quote">{matched}</q> }]
      : []),
    ...(normalised && normalised !== matched
      ? [
          {
            key: 'normalised',
            label: t('why.normalised'),
            children: <q className="why-quote">{normalised}</q>,
          },
        ]
      : []),
    { key: 'rule', label: t('why.rule'), children: <span className="dl-mono">{finding.rule}</span> },
    {
      key: 'version',
      label: t('why.version'),
      children: (
        <>
          {finding.rulebook} <CopyId value={finding.ruleVersion} head={14} />
        </>
      ),
    },
    {
      key: 'confidence',
      label: t('why.confidence'),
      children: finding.confidence >= 1 ? t('why.certain') : `${(finding.confidence * 100).toFixed(0)}%`,
    },
    { key: 'at', label: t('why.raisedAt'), children: <TimeAgo at={finding.raisedAt} mode="full" /> },
  ];
}

function Where({ finding }: { finding: FindingView }) {
  const { t } = useTranslation('conversations');
  if (finding.utteranceSeq === null) return t('why.wholeTalk');
  const line = t('why.line', { n: finding.utteranceSeq + 1 });
  const time = finding.start === null ? '' : ` · ${clockSpan(finding.start)}`;
  return (
    <span className="dl-num">
      {line}
      {time}
    </span>
  );
}
