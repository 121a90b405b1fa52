import { type ThemeConfig, theme } from 'antd';

export const fontFamily =
  'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';

/** Ant Design in our colours. In the dark the accent is light, so what stands on it must be dark. */
export function antdTheme(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily,
      borderRadius: 8,
      colorPrimary: dark ? '#86adff' : '#2457c5',
      colorInfo: dark ? '#86adff' : '#2457c5',
      colorLink: dark ? '#86adff' : '#2457c5',
      colorError: dark ? '#ff8f86' : '#c02626',
      colorBgLayout: dark ? '#0b111c' : '#f4f6fa',
      colorBgContainer: dark ? '#131b29' : '#ffffff',
      colorBgElevated: dark ? '#1a2436' : '#ffffff',
      colorBorderSecondary: dark ? '#27334a' : '#e1e6ef',
      colorText: dark ? '#e7ecf6' : '#14213d',
      colorTextSecondary: dark ? '#a3b0c9' : '#525e76',
      colorTextDescription: dark ? '#a3b0c9' : '#525e76',
      colorTextPlaceholder: dark ? '#8d9ab4' : '#6b7690',
    },
    components: {
      Button: dark ? { primaryColor: '#0b111c', dangerColor: '#0b111c' } : {},
      Table: { cellPaddingBlockMD: 9, headerBg: dark ? '#182233' : '#f5f7fb' },
      Descriptions: { labelColor: dark ? '#a3b0c9' : '#525e76' },
      Menu: {
        itemBorderRadius: 8,
        ...(dark ? { itemSelectedColor: '#b3cbff', itemSelectedBg: '#1b2a47' } : {}),
      },
    },
  };
}
