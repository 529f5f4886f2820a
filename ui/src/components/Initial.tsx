import styles from './Initial.module.css';

/** A person as the last character of a Chinese name or the first letter of another. */
export function Initial({ name, size = 26 }: { name: string; size?: number }) {
  const chinese = /\p{Script=Han}/u.test(name);
  const letter = chinese ? name.slice(-1) : name.slice(0, 1).toUpperCase();
  return (
    <span className={styles.initial} style={{ width: size, height: size }} aria-hidden>
      {letter}
    </span>
  );
}
