import { useTranslation } from 'react-i18next';
import type { OverviewView } from '@/lib/api';
import { useChart } from '@/ui/useChart';

type Hours = OverviewView['byHour'];
const label = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** Hours of a working floor; others are shown only when something happened in them. */
const opens = 8;
const closes = 21;

function worthShowing(all: Hours): Hours {
  const busy = all.filter((row) => row.permitted + row.refused + row.conversations + row.findings > 0);
  const first = Math.min(opens, ...busy.map((row) => row.hour));
  const last = Math.max(closes, ...busy.map((row) => row.hour));
  return all.filter((row) => row.hour >= first && row.hour <= last);
}

/** `nowHour` ends the line: what has not been yet is not zero. */
export function HourChart({ hours: all, nowHour }: { hours: Hours; nowHour: number }) {
  const hours = worthShowing(all);
  const { t } = useTranslation('overview');
  const ref = useChart((colours) => ({
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemGap: 18,
      itemWidth: 14,
      itemHeight: 10,
      textStyle: { color: colours.ink2 },
    },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: hours.map((row) => label(row.hour)),
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.ink2 },
      axisTick: { show: false },
    },
    yAxis: [
      {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: colours.line } },
        axisLabel: { color: colours.ink2 },
      },
      { type: 'value', minInterval: 1, splitLine: { show: false }, axisLabel: { color: colours.ink2 } },
    ],
    series: [
      {
        id: 'permitted',
        name: t('permitted'),
        type: 'bar',
        stack: 'asked',
        barMaxWidth: 28,
        itemStyle: { color: colours.good },
        data: hours.map((row) => row.permitted),
      },
      {
        id: 'refused',
        name: t('refused'),
        type: 'bar',
        stack: 'asked',
        barMaxWidth: 28,
        itemStyle: { color: colours.second },
        data: hours.map((row) => row.refused),
      },
      {
        id: 'findings',
        name: t('findingsRight'),
        type: 'line',
        yAxisIndex: 1,
        symbolSize: 6,
        lineStyle: { color: colours.bad, width: 2 },
        itemStyle: { color: colours.bad },
        data: hours.map((row) => (row.hour <= nowHour ? row.findings : null)),
      },
    ],
  }));
  return (
    <>
      <div ref={ref} className="ov-chart" role="img" aria-label={t('byHour')} />
      <details className="ov-table-view">
        <summary>{t('asTable')}</summary>
        <HourTable hours={hours} />
      </details>
    </>
  );
}

function HourTable({ hours }: { hours: Hours }) {
  const { t } = useTranslation('overview');
  return (
    <table className="ov-table dl-num">
      <thead>
        <tr>
          <th>{t('hour')}</th>
          <th>{t('permitted')}</th>
          <th>{t('refused')}</th>
          <th>{t('conversations')}</th>
          <th>{t('findingsShort')}</th>
        </tr>
      </thead>
      <tbody>
        {hours.map((row) => (
          <tr key={row.hour}>
            <td>{label(row.hour)}</td>
            <td>{row.permitted}</td>
            <td>{row.refused}</td>
            <td>{row.conversations}</td>
            <td>{row.findings}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
