import { HolderOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons';
import { DragDropProvider } from '@dnd-kit/react';
import { isSortableOperation, useSortable } from '@dnd-kit/react/sortable';
import { Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition, ViewColumn } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Column } from '../columns';
import styles from './toolbar.module.css';

interface Props {
  fields: FieldDefinition[];
  columns: Column[];
  onChange: (columns: ViewColumn[]) => void;
}

/** Which columns, in which order, and which stay in place. */
export function ColumnsButton({ fields, columns, onChange }: Props) {
  const { t } = useTranslation('records');
  const { text } = useLanguage();
  const [typed, setTyped] = useState('');
  const chosen = columns.map(({ key, width, frozen }): ViewColumn => ({
    field: key,
    width,
    ...(frozen ? { frozen } : {}),
  }));
  const label = (key: string) => text(fields.find((field) => field.key === key)?.label, key);
  const hidden = fields.filter((field) => !chosen.some((column) => column.field === field.key));
  const fits = (key: string) => label(key).toLowerCase().includes(typed.toLowerCase());

  const content = (
    <div className={styles.pop} role="group" aria-label={t('columns.title')}>
      <Input
        size="small"
        allowClear
        placeholder={t('columns.find')}
        aria-label={t('columns.find')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={styles.scroll}>
        <DragDropProvider
          onDragEnd={({ operation, canceled }) => {
            if (canceled || !isSortableOperation(operation) || !operation.source) return;
            const { initialIndex, index } = operation.source;
            const moved = chosen[initialIndex];
            if (moved && initialIndex !== index)
              onChange(chosen.toSpliced(initialIndex, 1).toSpliced(index, 0, moved));
          }}
        >
          {chosen.map((column, index) => (
            <ShownColumn
              key={column.field}
              column={column}
              index={index}
              label={label(column.field)}
              faded={!fits(column.field)}
              onHide={() => onChange(chosen.toSpliced(index, 1))}
              onFreeze={() => onChange(chosen.with(index, { ...column, frozen: !column.frozen }))}
            />
          ))}
        </DragDropProvider>
        {hidden.length > 0 ? <div className={styles.sub}>{t('columns.hidden')}</div> : null}
        {hidden
          .filter((field) => fits(field.key))
          .map((field) => (
            <div key={field.key} className={styles.column}>
              <Checkbox checked={false} onChange={() => onChange([...chosen, { field: field.key }])}>
                {label(field.key)}
              </Checkbox>
            </div>
          ))}
      </div>
    </div>
  );

  return (
    <Popover trigger="click" placement="bottomLeft" arrow={false} content={content} destroyOnHidden>
      <Button size="small">{t('columns.open')}</Button>
    </Popover>
  );
}

interface ShownProps {
  column: ViewColumn;
  index: number;
  label: string;
  faded: boolean;
  onHide: () => void;
  onFreeze: () => void;
}

function ShownColumn({ column, index, label, faded, onHide, onFreeze }: ShownProps) {
  const { t } = useTranslation('records');
  const { ref, handleRef } = useSortable({ id: column.field, index });
  return (
    <div ref={ref} className={styles.column} style={faded ? { opacity: 0.4 } : undefined}>
      <button
        type="button"
        ref={handleRef}
        className={styles.holder}
        aria-label={t('columns.move', { label })}
      >
        <HolderOutlined aria-hidden />
      </button>
      <Checkbox checked onChange={onHide}>
        {label}
      </Checkbox>
      <button
        type="button"
        className={styles.pin}
        aria-pressed={column.frozen ?? false}
        aria-label={t('columns.freeze', { label })}
        title={t('columns.freeze', { label })}
        onClick={onFreeze}
      >
        {column.frozen ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
      </button>
    </div>
  );
}
