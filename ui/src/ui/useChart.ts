import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { useLanguage } from '@/lib/i18n';
import { useDark } from '@/lib/theme';
import { fontFamily } from './antdTheme';
import { chartPalette, echarts } from './echarts';

export type ChartColours = (typeof chartPalette)['light'];

/** Draws a chart into the element the returned ref is given to; follows theme, language and size. */
export function useChart(option: (colours: ChartColours) => EChartsCoreOption) {
  const ref = useRef<HTMLDivElement>(null);
  const dark = useDark();
  const language = useLanguage();
  const latest = useRef(option);
  latest.current = option;
  const chart = useRef<echarts.ECharts | null>(null);

  useEffect(() => {
    if (!ref.current) return;
    const drawn = echarts.init(ref.current, dark ? 'dark' : undefined, {
      locale: language === 'zh' ? 'ZH' : 'EN',
    });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(ref.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, [dark, language]);

  // Runs after every render: the caller's data may have changed, and echarts compares by itself.
  useEffect(() => {
    const colours = chartPalette[dark ? 'dark' : 'light'];
    chart.current?.setOption(
      {
        backgroundColor: 'transparent',
        color: colours.series,
        // A real name: the size of words is measured before they are drawn, and `inherit` can't be measured.
        textStyle: { fontFamily, color: colours.ink2 },
        aria: { enabled: true },
        animationDuration: 300,
        ...latest.current(colours),
      },
      { replaceMerge: ['series'] },
    );
  });
  return ref;
}
