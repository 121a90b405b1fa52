import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ModelWatchView } from '@/lib/api';
import { EmptyState } from '@/ui/EmptyState';
import { plainAxes } from '@/ui/plainAxes';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { useChart } from '@/ui/useChart';
import { useWatch } from './useModels';
import { WatchWeeks } from './WatchWeeks';

const tones: Record<ModelWatchView['window']['state'], Tone> = {
  'too-few': 'quiet',
  steady: 'good',
  moved: 'warn',
  drifting: 'bad',
};

/** How the champion scores live traffic beside where all was well, and what people say of its findings. */
export function Watch({ name }: { name: string }) {
  const { t } = useTranslation('models');
  const watch = useWatch(name);
  if (watch.isError) return <EmptyState kind="failed" error={watch.error} onRetry={() => watch.refetch()} />;
  if (!watch.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { window, movedFrom, driftFrom, textsMin } = watch.data;
  return (
    <>
      <p className="pk-cite md-state">
        <StatusDot tone={tones[window.state]}>{t(`watch.state.${window.state}`, { n: textsMin })}</StatusDot>
        {window.index !== null && (
          <b className="dl-num">{t('watch.index', { index: window.index.toFixed(3) })}</b>
        )}
        <span className="dl-num">
          {t('watch.window', {
            from: window.from,
            to: window.to,
            texts: window.texts.toLocaleString('en-US'),
          })}
        </span>
      </p>
      <p className="dl-muted">{t('watch.thresholds', { moved: movedFrom, drift: driftFrom })}</p>
      <p className="dl-muted">
        {t(`watch.reference.${watch.data.referenceKind}`, {
          n: watch.data.referenceTexts.toLocaleString('en-US'),
        })}
      </p>
      <h3>{t('watch.shares')}</h3>
      <Tenths watch={watch.data} />
      <h3>{t('watch.days')}</h3>
      {watch.data.days.some((one) => one.index !== null) ? (
        <Days watch={watch.data} />
      ) : (
        <p className="dl-muted">{t('watch.noDays', { n: textsMin })}</p>
      )}
      <h3>{t('watch.weeks')}</h3>
      <WatchWeeks weeks={watch.data.weeks} />
    </>
  );
}

/** Shares by tenth of the probability, live beside reference. */
function Tenths({ watch }: { watch: ModelWatchView }) {
  const { t } = useTranslation('models');
  const { window, reference } = watch;
  const percent = (value: number) => Math.round(value * 1000) / 10;
  const ref = useChart((colours) => ({
    ...plainAxes(
      colours,
      reference.map((_, i) => `${i / 10}–${(i + 1) / 10}`),
      {
        axisLabel: { color: colours.ink2, formatter: '{value}%' },
      },
    ),
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value}%` },
    series: [
      {
        id: 'reference',
        name: t('watch.was'),
        type: 'bar',
        itemStyle: { color: colours.second },
        data: reference.map(percent),
      },
      {
        id: 'live',
        name: t('watch.is'),
        type: 'bar',
        itemStyle: { color: colours.good },
        data: window.tenths.map((one) => percent(window.texts > 0 ? one / window.texts : 0)),
      },
    ],
  }));
  return <div ref={ref} className="md-chart" role="img" aria-label={t('watch.shares')} />;
}

/** The index day by day, with the thresholds. */
function Days({ watch }: { watch: ModelWatchView }) {
  const { t } = useTranslation('models');
  const line = (y: number, name: string, colour: string) => ({
    id: name,
    name,
    type: 'line',
    symbol: 'none',
    lineStyle: { type: 'dashed', width: 1, color: colour },
    itemStyle: { color: colour },
    data: watch.days.map(() => y),
  });
  const ref = useChart((colours) => ({
    ...plainAxes(
      colours,
      watch.days.map((one) => one.day.slice(5)),
      { min: 0 },
    ),
    series: [
      {
        id: 'index',
        name: t('watch.indexName'),
        type: 'line',
        connectNulls: true,
        itemStyle: { color: colours.good },
        data: watch.days.map((one) => one.index),
      },
      line(watch.driftFrom, t('watch.warnLine'), colours.bad),
    ],
  }));
  return <div ref={ref} className="md-chart" role="img" aria-label={t('watch.days')} />;
}
