import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isProblem } from '@/lib/api';
import { listenForKeys } from '@/lib/hotkeys';
import { startI18n, useLanguage } from '@/lib/i18n';
import { useDark } from '@/lib/theme';
import { antdTheme } from '@/ui/antdTheme';
import '@/ui/ui.css';
import { resources } from './resources';
import { router } from './router';

startI18n(resources);
listenForKeys();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // A refusal stays a refusal; only a lost connection or a server fault is worth asking again.
      retry: (count, error) => count < 2 && !(isProblem(error) && error.status >= 400 && error.status < 500),
    },
  },
});

function Console() {
  const dark = useDark();
  const language = useLanguage();
  return (
    <ConfigProvider
      theme={antdTheme(dark)}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Console />
      </QueryClientProvider>
    </StrictMode>,
  );
}
