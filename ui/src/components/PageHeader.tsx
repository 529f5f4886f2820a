import type { ReactNode } from 'react';
import { useTitle } from '@/lib/useTitle';
import styles from './PageHeader.module.css';

interface Props {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
}

/** A page's name, and at most two actions. */
export function PageHeader({ title, subtitle, actions }: Props) {
  useTitle(title);
  return (
    <div className={styles.header}>
      <div>
        <h1>{title}</h1>
        {subtitle ? <div className={styles.subtitle}>{subtitle}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}
