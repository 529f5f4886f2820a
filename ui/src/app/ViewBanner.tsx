import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useLayoutEffect } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { endView } from '@/api/viewAs';
import { useIsPhone } from '@/lib/useMediaQuery';
import styles from './ViewBanner.module.css';

/** Stands above every page while an administrator sees the application as another person. */
export function ViewBanner({ name, userName }: { name: string; userName: string }) {
  const { t } = useTranslation('app');
  const isPhone = useIsPhone();

  useLayoutEffect(() => {
    // What fills the window makes room for it.
    document.documentElement.style.setProperty('--banner', '40px');
    return () => {
      document.documentElement.style.removeProperty('--banner');
    };
  }, []);

  return (
    <div className={styles.banner} role="status">
      <EyeOutlined aria-hidden />
      <span className={styles.text}>
        <Trans
          t={t}
          i18nKey={isPhone ? 'view.short' : 'view.banner'}
          values={{ name, userName }}
          components={{ b: <b /> }}
        />
      </span>
      <Button size="small" onClick={() => void endView()}>
        {t('view.end')}
      </Button>
    </div>
  );
}
