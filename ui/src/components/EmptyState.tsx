import type { ReactNode } from 'react';
import styles from './states.module.css';

interface Props {
  icon?: ReactNode;
  title: ReactNode;
  /** One sentence that says what belongs here. */
  hint?: ReactNode;
  action?: ReactNode;
  example?: ReactNode;
}

/** An empty screen that teaches: one sentence, one button, one example. */
export function EmptyState({ icon, title, hint, action, example }: Props) {
  return (
    <div className={styles.state}>
      {icon ? (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      ) : null}
      <h2>{title}</h2>
      {hint ? <p>{hint}</p> : null}
      {action ? <div className={styles.actions}>{action}</div> : null}
      {example ? <p className={styles.example}>{example}</p> : null}
    </div>
  );
}
