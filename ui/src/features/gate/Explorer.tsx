import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { Ask } from './Ask';
import { Moment } from './Moment';
import { type Question, useOtherMoment, useQuestion, useWeek } from './useQuestion';
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
  const week = useWeek(question);
  const other = useOtherMoment(question);
  const asked = question.search.at !== undefined;
  const shown = asked ? other : week;
  const decision = asked ? other.data : week.data?.now;
  if (shown.isError && !decision)
    return <EmptyState kind="failed" error={shown.error} onRetry={() => shown.refetch()} />;
  if (!decision || !week.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <>
      <div className="gt-answer">
        <VerdictCard decision={decision} hypothetical={asked}>
          <Moment question={question} zone={decision.zone} />
        </VerdictCard>
        <Why decision={decision} />
      </div>
      <Week week={week.data} question={question} stale={week.isPlaceholderData} />
    </>
  );
}
