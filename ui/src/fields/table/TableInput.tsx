import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition } from '@/api/types';
import { useIsPhone } from '@/lib/useMediaQuery';
import type { InputProps } from '../defineField';
import { useFormScope } from '../formScope';
import { RowCards } from './RowCards';
import { RowLines } from './RowLines';
import { added, changed, copied, moved, removed, rowsOf, type TableOptions } from './rows';
import styles from './table.module.css';

/** What one shows of the rows and does with them, as lines or as cards. */
export interface RowsProps {
  field: FieldDefinition;
  columns: FieldDefinition[];
  rows: ReturnType<typeof rowsOf>;
  readOnly: boolean;
  full: boolean;
  errorAt: (row: number, column: string) => string | undefined;
  isVisible: (column: string, row: number) => boolean;
  isReadOnly: (column: string, row: number) => boolean;
  onChange: (row: number, column: string, value: unknown) => void;
  onCopy: (row: number) => void;
  onMove: (row: number, by: number) => void;
  onRemove: (row: number) => void;
}

/** The rows of a sub-table: lines where there is room, cards on a phone. Alt+↑/↓ moves a row, Ctrl+Enter adds one. */
export function TableInput({
  value,
  field,
  readOnly = false,
  label,
  describedBy,
  onChange,
}: InputProps<unknown, TableOptions>) {
  const { t } = useTranslation('fields');
  const isPhone = useIsPhone();
  const scope = useFormScope();
  const box = useRef<HTMLDivElement>(null);
  const rows = rowsOf(value);
  const columns = (field.fields ?? []).filter((each) => !each.hidden);
  const full = rows.length >= (field.maxRows ?? 500);
  const stateOf = (column: string, row: number) => scope?.stateOf(`${field.key}.${column}`, row);
  const send = (next: typeof rows) => onChange(next.length > 0 ? next : null);

  const add = () => {
    send(added(rows, field.fields ?? []));
    setTimeout(() => focusRow(box.current, rows.length), 30);
  };

  const props: RowsProps = {
    field,
    columns: columns.filter((each) => scope?.stateOf(`${field.key}.${each.key}`).visible ?? true),
    rows,
    readOnly,
    full,
    errorAt: (row, column) => scope?.errorAt(`/data/${field.key}/${row}/${column}`),
    isVisible: (column, row) => stateOf(column, row)?.visible ?? true,
    isReadOnly: (column, row) => readOnly || (stateOf(column, row)?.readOnly ?? false),
    onChange: (row, column, next) => send(changed(rows, row, column, next)),
    onCopy: (row) => send(copied(rows, row)),
    onMove: (row, by) => send(moved(rows, row, by)),
    onRemove: (row) => send(removed(rows, row)),
  };

  const keys = (event: React.KeyboardEvent) => {
    const row = Number((event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row ?? -1);
    if (readOnly) return;
    if (event.altKey && row >= 0 && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      props.onMove(row, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !full) {
      event.preventDefault();
      event.stopPropagation();
      add();
    }
  };

  return (
    // The keys are short cuts; each has a button of its own.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys bubble up from the cells
    <div ref={box} className={styles.table} onKeyDown={keys}>
      {rows.length > 0 ? (
        <div role="group" aria-label={label} aria-describedby={describedBy}>
          {isPhone ? <RowCards {...props} /> : <RowLines {...props} />}
        </div>
      ) : readOnly ? (
        <span className={styles.none}>{t('table.empty')}</span>
      ) : null}
      {readOnly || full ? null : (
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          className={styles.add ?? ''}
          onClick={add}
        >
          {t('table.add')}
        </Button>
      )}
    </div>
  );
}

function focusRow(box: HTMLElement | null, row: number) {
  box?.querySelector<HTMLElement>(`[data-row="${row}"] :is(input, textarea, button)`)?.focus();
}
