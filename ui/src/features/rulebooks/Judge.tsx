import { Alert, Button, Popconfirm, Skeleton, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { JudgeDayView, JudgeView } from '@/lib/api';
import { formatCost } from '@/lib/money';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { Figures } from '@/ui/Figures';
import { useIsPhone } from '@/ui/useIsPhone';
import { useJudge, useJudgeRetry } from './useJudge';

/** The language model that may be asked about findings: what it costs, how it is doing, what it left unjudged. */
export function Judge() {
  const { t } = useTranslation('rulebooks');
  const judge = useJudge();
  if (judge.isError) return <EmptyState kind="failed" error={judge.error} onRetry={() => judge.refetch()} />;
  if (!judge.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { waiting, judged, notJudged, days } = judge.data;
  return (
    <div className="pk-governance">
      <section className="dl-card rb-judge">
        <h2>{t('judge.title')}</h2>
        <p className="dl-muted">{t('judge.sub')}</p>
        <Model judge={judge.data} />
        <Figures
          items={[
            { name: t('judge.judged'), value: judged },
            { name: t('judge.waiting'), value: waiting },
            { name: t('judge.notJudged'), value: notJudged },
          ]}
        />
        <Retry judge={judge.data} />
      </section>
      <section className="dl-card">
        <h2>{t('judge.days')}</h2>
        {days.length === 0 ? <p className="dl-muted">{t('judge.noDays')}</p> : <Days days={days} />}
      </section>
    </div>
  );
}

function Model({ judge }: { judge: JudgeView }) {
  const { t } = useTranslation('rulebooks');
  if (!judge.isOn) return <Alert type="info" showIcon title={t('judge.off')} />;
  const { pricePerMillionIn, pricePerMillionOut, dayMax } = judge;
  return (
    <p className="pk-cite">
      <b className="dl-mono">{judge.model}</b>
      {pricePerMillionIn && pricePerMillionOut && (
        <span>
          {t('judge.price', { in: formatCost(pricePerMillionIn), out: formatCost(pricePerMillionOut) })}
        </span>
      )}
      {dayMax ? (
        <span>{t('judge.dayMax', { cost: formatCost(dayMax) })}</span>
      ) : (
        <span>{t('judge.free')}</span>
      )}
      <span>{t('judge.limits', { day: judge.perDay, minute: judge.perMinute })}</span>
    </p>
  );
}

function Retry({ judge }: { judge: JudgeView }) {
  const { t } = useTranslation('rulebooks');
  const mayRetry = useCan('rulebook.reinspect');
  const retry = useJudgeRetry();
  if (!mayRetry || !judge.isOn || judge.notJudged === 0) return null;
  return (
    <>
      <Popconfirm title={t('judge.sure')} okText={t('judge.retry')} onConfirm={() => retry.mutate()}>
        <Button loading={retry.isPending}>{t('judge.retry')}</Button>
      </Popconfirm>
      {retry.data && <p>{t('judge.retried', { n: retry.data.findings })}</p>}
      {retry.isError && <Alert type="error" showIcon title={problemText(t, retry.error)} />}
    </>
  );
}

const counts = ['asked', 'yes', 'no', 'unsure', 'failed', 'tokensIn', 'tokensOut'] as const;

function Days({ days }: { days: JudgeDayView[] }) {
  const { t } = useTranslation('rulebooks');
  const phone = useIsPhone();
  const costOf = (day: JudgeDayView) => (day.cost ? formatCost(day.cost) : '—');
  const key = (day: JudgeDayView) => `${day.day} ${day.cost?.currency}`;
  if (phone) {
    return days.map((day) => (
      <div key={key(day)} className="dl-list-card">
        <b className="dl-num">{day.day}</b> <span className="dl-num">{costOf(day)}</span>
        <p className="pk-cite">
          {counts.map((name) => (
            <span key={name} className="dl-num">
              {t(`judge.${name}`)} {day[name].toLocaleString('en-US')}
            </span>
          ))}
        </p>
      </div>
    ));
  }
  return (
    <Table<JudgeDayView>
      size="small"
      rowKey={key}
      pagination={false}
      dataSource={days}
      columns={[
        { key: 'day', title: t('judge.day'), dataIndex: 'day', className: 'dl-num' },
        ...counts.map((name) => ({
          key: name,
          title: t(`judge.${name}`),
          className: 'dl-num',
          align: 'right' as const,
          render: (_: unknown, day: JudgeDayView) => day[name].toLocaleString('en-US'),
        })),
        {
          key: 'cost',
          title: t('judge.cost'),
          className: 'dl-num',
          align: 'right',
          render: (_, day) => costOf(day),
        },
      ]}
    />
  );
}
