import '@/lib/contentSecurity';
import { createRoot } from 'react-dom/client';
import { firstLanguage, startI18n } from '@/lib/i18n/i18n';
import { setClientLanguage } from '@/api/client';
import { App } from './App';
import { startRouter } from './routes';
import '@fontsource-variable/inter/wght.css';
import './global.css';

if (import.meta.env.DEV && import.meta.env.VITE_FAKE)
  (await import('@/testing/fakeServer')).installFakeServer();
await startI18n();
setClientLanguage(firstLanguage());
createRoot(document.getElementById('root') as HTMLElement).render(<App router={startRouter()} />);
