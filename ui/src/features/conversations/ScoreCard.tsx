import { useTranslation } from 'react-i18next';
import type { FindingView, ScoreView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';

/** Points are whole or halves; what arithmetic leaves behind the first decimal is no news. */
const rounded = (points: number) => Math.round(points * 10) / 10;

/** Points of a conversation and what took them away. */
export function ScoreCard({ score, findings }: { score: ScoreView; findings: FindingView[] }) {
  const { t } = useTranslation('conversations');
  const both = useBoth();
  const titleOf = (rule: string) => both(findings.find((finding) => finding.rule === rule)?.title) || rule;
  return (
    <section className="dl-card">
      <h2>{t('score.title')}</h2>
      <div className="cv-score">
        <strong className="dl-num">{rounded(score.points)}</strong>
        <ul>
          {score.deductions.length === 0 && <li className="dl-muted">{t('score.full')}</li>}
          {score.deductions.map((deduction, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule may deduct twice, and the list never reorders.
            <li key={index}>
              <span>{titleOf(deduction.rule)}</span>
              <span className="dl-num">−{rounded(Math.abs(deduction.points))}</span>
            </li>
          ))}
        </ul>
      </div>
      <p className="dl-muted cv-rulebook">
        {t('score.rulebook')} <span className="dl-mono">{score.rulebook}</span>
      </p>
    </section>
  );
}
