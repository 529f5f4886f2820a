import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '@/components/LanguageSwitch';
import { useTitle } from '@/lib/useTitle';
import styles from './link.module.css';

interface Props {
  title?: string;
  description?: string | undefined;
  /** Lists need more room than a sheet. */
  wide?: boolean;
  children: ReactNode;
}

/** A calm page of its own, without the application around it. */
export function LinkFrame({ title, description, wide, children }: Props) {
  const { t } = useTranslation('link');
  useTitle(title ?? t('title'));
  return (
    <main className={wide ? `${styles.page} ${styles.wide}` : styles.page}>
      {title ? (
        <header className={styles.head}>
          <h1>{title}</h1>
          {description ? <p>{description}</p> : null}
        </header>
      ) : null}
      <div className={styles.sheet}>{children}</div>
      <footer className={styles.foot}>
        <span>{t('by')}</span>
        <LanguageSwitch />
      </footer>
    </main>
  );
}
