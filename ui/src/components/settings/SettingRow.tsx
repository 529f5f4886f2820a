import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface Props {
  label: ReactNode;
  htmlFor?: string | undefined;
  hint?: ReactNode;
  /** Label above the control instead of before it. */
  stacked?: boolean;
  children: ReactNode;
}

/** One setting: its name and its control. */
export function SettingRow({ label, htmlFor, hint, stacked, children }: Props) {
  return (
    <div className={stacked ? styles.stacked : styles.row}>
      {htmlFor ? <label htmlFor={htmlFor}>{label}</label> : <span>{label}</span>}
      {children}
      {hint ? <small className={styles.hint}>{hint}</small> : null}
    </div>
  );
}
