import { keyLabel } from '@/lib/useHotkeys';
import styles from './Key.module.css';

/** A key to press. */
export function Key({ name }: { name: string }) {
  return <kbd className={styles.key}>{keyLabel(name)}</kbd>;
}
