import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { RowCell } from './RowCell';
import { RowMenu } from './RowMenu';
import type { RowsProps } from './TableInput';
import styles from './table.module.css';

/** Rows as cards, for a narrow screen. */
export function RowCards(props: RowsProps) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const id = useId();
  const { columns, rows, readOnly } = props;
  return rows.map((row, index) => (
    <section
      key={row.id}
      className={styles.card}
      data-row={index}
      aria-label={t('table.row', { number: index + 1 })}
    >
      <header>
        <span>{index + 1}</span>
        {readOnly ? null : (
          <RowMenu
            row={index}
            count={rows.length}
            full={props.full}
            onCopy={props.onCopy}
            onMove={props.onMove}
            onRemove={props.onRemove}
          />
        )}
      </header>
      {columns.map((column) => {
        const cell = `${id}-${index}-${column.key}`;
        return props.isVisible(column.key, index) ? (
          <div key={column.key} className={styles.cell}>
            <label htmlFor={cell}>
              {text(column.label, column.key)}
              {column.required && !readOnly ? <em aria-hidden> *</em> : null}
            </label>
            <RowCell
              column={column}
              value={row[column.key]}
              id={cell}
              inCell={false}
              shown={readOnly}
              readOnly={props.isReadOnly(column.key, index)}
              error={props.errorAt(index, column.key)}
              onChange={(value) => props.onChange(index, column.key, value)}
            />
          </div>
        ) : null;
      })}
    </section>
  ));
}
