import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DecisionView } from '@/lib/api';
import { EmptyState } from '@/ui/EmptyState';
import { Ask } from './Ask';
import { Moment } from './Moment';
import { RefusedHere } from './RefusedHere';
import { Suppose } from './Suppose';
import { type Question, useAnswer, useQuestion, useWeek } from './useQuestion';
import { VerdictCard } from './VerdictCard';
import { Week } from './Week';
import { Why } from './Why';

export function Explorer() {
  const { t } = useTranslation('gate');
  const question = useQuestion();
  return (
    <div className="gt">
      <Ask question={question} />
      {question.search.caseId === undefined ? (
        <EmptyState kind="nothing-yet" title={t('chooseCase')}>
          {t('chooseCaseWhy')}
        </EmptyState>
      ) : question.found.isError ? (
        <EmptyState kind="failed" error={question.found.error} onRetry={() => question.found.refetch()} />
      ) : question.person ? (
        <Answer question={question} />
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </div>
  );
}

function Answer({ question }: { question: Question }) {
  const real = useAnswer(question, false);
  const supposed = useAnswer(question, true);
  const week = useWeek(question);
  const failed = [real, week, ...(question.isSupposing ? [supposed] : [])].find(
    (one) => one.isError && !one.data,
  );
  if (failed) return <EmptyState kind="failed" error={failed.error} onRetry={() => failed.refetch()} />;
  const asIf = question.isSupposing ? supposed.data : undefined;
  return (
    <>
      {real.data && (!question.isSupposing || asIf) ? (
        <Cards real={real.data} asIf={asIf} question={question} />
      ) : (
        <Skeleton active paragraph={{ rows: 6 }} />
      )}
      <Suppose question={question} />
      {week.data ? (
        <Week week={week.data} question={question} stale={week.isPlaceholderData} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </>
  );
}

type Two = { real: DecisionView; asIf: DecisionView | undefined; question: Question };

/** The answer and its reasons; with something supposed, what is beside what would be. */
function Cards({ real, asIf, question }: Two) {
  const { t } = useTranslation('gate');
  const elsewhen = question.search.at !== undefined;
  const moment = <Moment question={question} zone={real.zone} />;
  if (!asIf)
    return (
      <div className="gt-answer">
        <VerdictCard decision={real} elsewhen={elsewhen}>
          {moment}
          {!elsewhen && <RefusedHere decision={real} question={question} />}
        </VerdictCard>
        <Why decision={real} />
      </div>
    );
  return (
    <>
      <div className="gt-two">
        <VerdictCard decision={real} elsewhen={elsewhen} badge={t('asItIs')}>
          {moment}
        </VerdictCard>
        <VerdictCard decision={asIf} elsewhen={elsewhen} badge={t('asSupposed')} supposed />
      </div>
      <div className="gt-two">
        <Why decision={real} badge={t('asItIs')} />
        <Why decision={asIf} badge={t('asSupposed')} against={real} />
      </div>
    </>
  );
}
