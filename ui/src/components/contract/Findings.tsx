import styles from './contract.module.css';

/** What a GraphQL client is told, word for word: errors first, then what is deprecated. */
export function Findings({ errors, deprecated }: { errors: string[]; deprecated: string[] }) {
  return (
    <ul className={styles.findings} lang="en">
      {errors.map((text) => (
        <li key={text} className={styles.error}>
          {text}
        </li>
      ))}
      {deprecated.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
