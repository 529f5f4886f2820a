import styles from './states.module.css';

const widths = ['18%', '24%', '14%', '20%', '10%'];

export function Bar({ width }: { width: number | string }) {
  return <span className={styles.bar} style={{ width, display: 'inline-block' }} />;
}

/** Rows that stand where the list will be. */
export function SkeletonRows({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-busy="true" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row} aria-hidden>
          {widths.map((width, index) => (
            <Bar key={index} width={`calc(${width} * ${1 - ((row + index) % 3) * 0.2})`} />
          ))}
        </div>
      ))}
    </div>
  );
}
