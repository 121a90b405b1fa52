import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { JudgementView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { formatCost } from '@/lib/money';
import { CopyId } from '@/ui/CopyId';

/** Says of a finding that a model was asked about it: always in these words, so that nobody takes it for a decision. */
export function JudgementTag({ judgement }: { judgement: JudgementView | null }) {
  const { t } = useTranslation('conversations');
  return (
    judgement && <Tag className="why-judge-tag">{t('judge.short', { state: t(wordOf(judgement)) })}</Tag>
  );
}

/** What a language model said of a finding, or why it said nothing. */
export function Judgement({ judgement }: { judgement: JudgementView | null }) {
  const { t } = useTranslation('conversations');
  if (!judgement) return null;
  return (
    <section className="why-judge" aria-label={t('judge.title')}>
      <h3>
        {t('judge.title')} <JudgementTag judgement={judgement} />
      </h3>
      <p className="dl-muted">{judgement.ask}</p>
      {judgement.reason && <p>{judgement.reason}</p>}
      {judgement.quote && (
        <p>
          <q className="why-quote">{judgement.quote}</q>
        </p>
      )}
      {judgement.problem && <p className="why-unsure">{labelOf(t, 'problem', judgement.problem)}</p>}
      {judgement.verdict === 'no' && <p>{t(`judge.onNo.${judgement.onNo}`)}</p>}
      <p className="dl-muted">{t('judge.opinion')}</p>
      {judgement.model && <Spent judgement={judgement} />}
    </section>
  );
}

function Spent({ judgement }: { judgement: JudgementView }) {
  const { t } = useTranslation('conversations');
  const { model, tokensIn, tokensOut, durationMs, cost, promptHash } = judgement;
  return (
    <p className="why-cite">
      <span className="dl-mono">{model}</span>
      {tokensIn !== null && tokensOut !== null && (
        <span>{t('judge.tokens', { in: tokensIn, out: tokensOut })}</span>
      )}
      {durationMs !== null && <span>{t('judge.took', { s: (durationMs / 1000).toFixed(1) })}</span>}
      {cost && <span className="dl-num">{formatCost(cost)}</span>}
      {promptHash && <CopyId value={promptHash} head={14} />}
    </p>
  );
}

function wordOf({ status, verdict }: JudgementView): string {
  return verdict ? `judge.verdict.${verdict}` : `judge.status.${status}`;
}
