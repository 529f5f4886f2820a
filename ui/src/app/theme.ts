import type { ThemeConfig } from 'antd';

/** The look of FormsHub. CSS uses these as variables (`--ink-2`), Ant Design as its tokens; they live nowhere else. */
const light = {
  ink: '#1b1f27',
  'ink-2': '#525a68',
  'ink-3': '#636b7a',
  'ink-4': '#a2a8b3',
  line: '#e6e8ec',
  'line-2': '#f0f1f4',
  edge: '#d3d7de',
  paper: '#ffffff',
  wash: '#f7f8fa',
  accent: '#2f5bea',
  'accent-deep': '#244ccf',
  'accent-wash': '#eef2ff',
  'accent-line': '#c9d5fb',
  'on-accent': '#ffffff',
  good: '#12734e',
  'good-wash': '#e7f5ef',
  ageing: '#8a5700',
  'ageing-wash': '#fdf3dc',
  lost: '#c0302a',
  'lost-wash': '#fdecea',
  toast: '#1b1f27',
  'toast-accent': '#a9bcff',
};

const dark: typeof light = {
  ink: '#e8eaee',
  'ink-2': '#a9b0bd',
  'ink-3': '#8b93a1',
  'ink-4': '#5d6573',
  line: '#2b303a',
  'line-2': '#23272f',
  edge: '#3a404c',
  paper: '#16191f',
  wash: '#101318',
  accent: '#7c9bff',
  'accent-deep': '#97b0ff',
  'accent-wash': '#1d2746',
  'accent-line': '#33447c',
  'on-accent': '#0d1220',
  good: '#58c79a',
  'good-wash': '#14301f',
  ageing: '#e0b04c',
  'ageing-wash': '#33270c',
  lost: '#ff8078',
  'lost-wash': '#3a1715',
  toast: '#2b303a',
  'toast-accent': '#a9bcff',
};

export type Mode = 'light' | 'dark';
export const palettes = { light, dark };

const font =
  '"Inter Variable", Inter, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';

export function paint(mode: Mode) {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(palettes[mode])) root.style.setProperty(`--${name}`, value);
  root.style.setProperty('--font', font);
  root.style.colorScheme = mode;
  root.dataset.theme = mode;
}

export function antTheme(mode: Mode, algorithm: NonNullable<ThemeConfig['algorithm']>): ThemeConfig {
  const p = palettes[mode];
  return {
    algorithm,
    token: {
      fontFamily: font,
      fontSize: 13,
      fontSizeHeading1: 28,
      fontSizeHeading2: 20,
      fontSizeHeading3: 16,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      controlHeight: 32,
      colorPrimary: p.accent,
      colorInfo: p.accent,
      colorPrimaryHover: p['accent-deep'],
      colorPrimaryActive: p['accent-deep'],
      colorLink: p.accent,
      colorLinkHover: p['accent-deep'],
      colorLinkActive: p['accent-deep'],
      colorErrorHover: p.lost,
      colorSuccess: p.good,
      colorWarning: p.ageing,
      colorError: p.lost,
      colorWarningBg: p['ageing-wash'],
      colorWarningBorder: p.ageing,
      colorErrorBg: p['lost-wash'],
      colorErrorBorder: p.lost,
      colorText: p.ink,
      colorTextSecondary: p['ink-2'],
      colorTextTertiary: p['ink-3'],
      colorTextDescription: p['ink-3'],
      colorTextPlaceholder: p['ink-3'],
      colorBorder: p.edge,
      colorBorderSecondary: p.line,
      colorSplit: p.line,
      colorBgBase: p.paper,
      colorBgContainer: p.paper,
      colorBgElevated: p.paper,
      colorBgLayout: p.wash,
      colorFillAlter: p.wash,
      boxShadow: '0 6px 24px rgb(16 19 24 / 12%)',
      boxShadowSecondary: '0 6px 24px rgb(16 19 24 / 12%)',
      boxShadowTertiary: 'none',
      motionDurationFast: '0.06s',
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.14s',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: p['on-accent'],
        fontWeight: 500,
        paddingInline: 12,
      },
      Modal: { titleFontSize: 16 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Select: { optionSelectedBg: p['accent-wash'] },
    },
  };
}
