import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { registered } from '../known';
import { RowCell } from './RowCell';
import { RowMenu } from './RowMenu';
import type { RowsProps } from './TableInput';
import styles from './table.module.css';

/** Rows as a table. */
export function RowLines(props: RowsProps) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const id = useId();
  const { columns, rows, readOnly } = props;
  return (
    <div className={styles.scroll}>
      <table className={styles.lines}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={readOnly ? registered(column.type)?.align : undefined}
              >
                {text(column.label, column.key)}
                {column.required && !readOnly ? <em aria-hidden> *</em> : null}
              </th>
            ))}
            {readOnly ? null : (
              <th>
                <span className="visually-hidden">{t('table.actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id} data-row={index}>
              {columns.map((column) => (
                <td key={column.key} data-align={readOnly ? registered(column.type)?.align : undefined}>
                  {props.isVisible(column.key, index) ? (
                    <RowCell
                      column={column}
                      value={row[column.key]}
                      id={`${id}-${index}-${column.key}`}
                      label={t('table.cell', { column: text(column.label, column.key), number: index + 1 })}
                      inCell
                      shown={readOnly}
                      readOnly={props.isReadOnly(column.key, index)}
                      error={props.errorAt(index, column.key)}
                      onChange={(value) => props.onChange(index, column.key, value)}
                    />
                  ) : null}
                </td>
              ))}
              {readOnly ? null : (
                <td className={styles.menu}>
                  <RowMenu
                    row={index}
                    count={rows.length}
                    full={props.full}
                    onCopy={props.onCopy}
                    onMove={props.onMove}
                    onRemove={props.onRemove}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
