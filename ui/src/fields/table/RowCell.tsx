import type { FieldDefinition } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { registered } from '../known';
import styles from './table.module.css';

interface Props {
  column: FieldDefinition;
  value: unknown;
  id: string;
  label?: string | undefined;
  /** The row is only shown. */
  shown: boolean;
  readOnly: boolean;
  error: string | undefined;
  inCell: boolean;
  onChange: (value: unknown) => void;
}

/** One value of a row, with the message that belongs to it. */
export function RowCell({ column, value, id, label, shown, readOnly, error, inCell, onChange }: Props) {
  const { language } = useLanguage();
  const type = registered(column.type);
  if (!type) return null;
  if (shown) {
    const Shown = type.link ? type.Display : type.Cell;
    return <Shown value={value} field={column} language={language} />;
  }
  return (
    <>
      <type.Input
        id={id}
        label={label}
        value={value}
        field={column}
        inCell={inCell}
        readOnly={readOnly || (column.readOnly ?? false)}
        invalid={error !== undefined}
        required={column.required ?? false}
        describedBy={error ? `${id}-error` : undefined}
        onChange={onChange}
      />
      {error ? (
        <div id={`${id}-error`} className={styles.error} data-field-error>
          {error}
        </div>
      ) : null}
    </>
  );
}
