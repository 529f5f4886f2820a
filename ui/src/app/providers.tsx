import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import { setClientLanguage } from '@/api/client';
import { useAppearance } from '@/lib/appearance';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { queries } from './queries';
import { antTheme, paint } from './theme';

export function Providers({ children }: { children: ReactNode }) {
  const { mode } = useAppearance();
  const { language } = useLanguage();
  const look = useMemo(
    () => antTheme(mode, mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm),
    [mode],
  );

  useLayoutEffect(() => paint(mode), [mode]);
  setClientLanguage(language);
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
  const spoken = useRef(language);
  useEffect(() => {
    document.documentElement.lang = language;
    if (spoken.current === language) return;
    spoken.current = language;
    // What the server says in words it says in the language it was asked in.
    void queries.invalidateQueries();
  }, [language]);

  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider
        theme={look}
        locale={language === 'zh-CN' ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
      >
        <AntApp>{children}</AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
