import type { ReactNode } from 'react';
import styles from './Tag.module.css';

export type Tone = 'plain' | 'good' | 'ageing' | 'lost' | 'accent';

/** A short state in colour and words. */
export function Tag({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`}>
      {icon}
      {children}
    </span>
  );
}
