import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import langEN from 'echarts/i18n/langEN-obj.js';
import langZH from 'echarts/i18n/langZH-obj.js';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([
  BarChart,
  LineChart,
  PieChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  AriaComponent,
  SVGRenderer,
]);
echarts.registerLocale('ZH', langZH);
echarts.registerLocale('EN', langEN);

/** Colours of marks on our surfaces; each keeps 3:1 against its background. */
export const chartPalette = {
  light: {
    series: ['#2457c5', '#c2410c', '#0f766e', '#a16207', '#7c3aed'],
    ink: '#14213d',
    ink2: '#525e76',
    line: '#e1e6ef',
    good: '#2457c5',
    bad: '#c2410c',
    second: '#0d9488',
  },
  dark: {
    series: ['#86adff', '#ff9d6e', '#5fd0c0', '#e5c26b', '#c3a6ff'],
    ink: '#e7ecf6',
    ink2: '#a3b0c9',
    line: '#27334a',
    good: '#86adff',
    bad: '#ff9d6e',
    second: '#5fd0c0',
  },
};

export { echarts };
