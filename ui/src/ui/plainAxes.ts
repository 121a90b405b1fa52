import type { ChartColours } from './useChart';

/** The frame of a plain chart: the legend above, names below, values at the left, whose axis says what else is given for it. */
export function plainAxes(colours: ChartColours, names: string[], values: object) {
  return {
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: colours.ink2 } },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: names,
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.ink2 },
    },
    yAxis: {
      type: 'value',
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.ink2 },
      ...values,
    },
  };
}
