import { ArrowRightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DiffLine } from './diffLines';
import styles from './DiffTable.module.css';

interface Props {
  lines: DiffLine[];
  onPutBack?: (field: string) => void;
  busy?: boolean;
}

/** Old → new, and the way back for each. */
export function DiffTable({ lines, onPutBack, busy }: Props) {
  const { t } = useTranslation('differences');
  return (
    <div className={styles.diff}>
      {lines.map((line, index) => {
        const first = lines.findIndex((each) => each.field === line.field) === index;
        const before = line.before || t('empty');
        return (
          <div key={index} className={styles.line}>
            <span className={styles.label}>{line.label}</span>
            <span className={styles.values}>
              {line.row && line.row !== 'changed' ? (
                <span className={styles.muted}>{t(`row.${line.row}`)} </span>
              ) : null}
              {line.row === 'added' ? null : line.before ? (
                <del>{line.before}</del>
              ) : (
                <span className={styles.muted}>{t('empty')}</span>
              )}
              {line.row ? line.row === 'changed' ? <Arrow /> : null : <Arrow />}
              {line.row === 'removed' ? null : line.after ? (
                <ins>{line.after}</ins>
              ) : (
                <span className={styles.muted}>{t('empty')}</span>
              )}
            </span>
            {onPutBack && first ? (
              <Button
                size="small"
                disabled={busy ?? false}
                title={t('putBackHint', { field: line.label, value: before })}
                aria-label={t('putBackHint', { field: line.label, value: before })}
                onClick={() => onPutBack(line.field)}
              >
                {t('putBack')}
              </Button>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

const Arrow = () => (
  <ArrowRightOutlined aria-label="→" style={{ fontSize: 10, margin: '0 6px', color: 'var(--ink-3)' }} />
);
