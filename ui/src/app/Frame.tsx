import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { ExplainHost } from '@/components/explain/ExplainHost';
import { RequestHost } from '@/components/request/RequestHost';
import { SkeletonRows } from '@/components/Skeleton';
import { Toasts } from '@/components/Toasts';
import { useHotkeys } from '@/lib/useHotkeys';
import { useIsPhone } from '@/lib/useMediaQuery';
import { BottomBar } from './BottomBar';
import styles from './Frame.module.css';
import { Nav } from './Nav';
import { TopBar } from './TopBar';

const loadFinder = async () => ({ default: (await import('./Finder')).Finder });
const Finder = lazy(loadFinder);
const ChangePassword = lazy(async () => ({
  default: (await import('@/features/people/ChangePassword')).ChangePassword,
}));
const Shortcuts = lazy(async () => ({ default: (await import('./Shortcuts')).Shortcuts }));

/** What stands around every page. */
export function Frame() {
  const { t } = useTranslation('app');
  const isPhone = useIsPhone();
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const [open, setOpen] = useState<'finder' | 'shortcuts' | 'password'>();
  const search = () => setOpen('finder');
  const shortcuts = () => setOpen('shortcuts');
  const menu = { onShortcuts: shortcuts, onPassword: () => setOpen('password') };
  const close = () => setOpen(undefined);

  useEffect(() => {
    // So that nothing typed after "/" is lost.
    const timer = setTimeout(() => void loadFinder(), 1500);
    return () => clearTimeout(timer);
  }, []);

  useHotkeys({ '/': search, 'mod+k': search, '?': shortcuts });

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#page">
        {t('skip')}
      </a>
      {isPhone ? null : <Nav />}
      <div className={styles.main}>
        {isPhone ? null : <TopBar onSearch={search} {...menu} />}
        <main id="page" className={styles.page} tabIndex={-1} data-busy={navigation.state !== 'idle'}>
          <Suspense key={pathname.split('/')[1]} fallback={<SkeletonRows label={t('loading')} />}>
            <Outlet />
          </Suspense>
        </main>
        {isPhone ? <BottomBar onSearch={search} {...menu} /> : null}
      </div>
      <Toasts />
      <ExplainHost />
      <RequestHost />
      <Suspense fallback={null}>
        {open === 'finder' ? <Finder onClose={close} onShortcuts={shortcuts} /> : null}
        {open === 'password' ? <ChangePassword onClose={close} /> : null}
        {open === 'shortcuts' ? <Shortcuts onClose={close} /> : null}
      </Suspense>
    </div>
  );
}
