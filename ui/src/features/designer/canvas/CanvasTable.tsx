import { useDraggable } from '@dnd-kit/react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { select } from '../actions/select';
import { useDesigner } from '../designerContext';
import type { DraftField } from '../model/uids';
import styles from './canvas.module.css';
import type { Drop } from './dropPlace';
import { Sample } from './Sample';

interface Props {
  table: DraftField;
  drop: Drop | undefined;
}

/** A sub-table on the canvas: its columns can be selected, moved among each other, dragged in and out. */
export function CanvasTable({ table, drop }: Props) {
  const { t } = useTranslation('designer');
  const columns = table.fields ?? [];
  return (
    <div className={styles.table}>
      {columns.map((column, index) => (
        <Column
          key={column.$id}
          column={column}
          list={table.$id}
          index={index}
          edge={drop?.mark.uid === column.$id ? drop.mark.edge : undefined}
        />
      ))}
      {columns.length === 0 ? (
        <div
          className={styles.noColumns}
          data-place={`${table.$id}-end`}
          data-list={table.$id}
          data-index={0}
          data-column="true"
          data-edge={drop?.mark.uid === `${table.$id}-end` ? 'left' : undefined}
        >
          {t('dropColumns')}
        </div>
      ) : null}
    </div>
  );
}

interface ColumnProps {
  column: DraftField;
  list: string;
  index: number;
  edge: string | undefined;
}

function Column({ column, list, index, edge }: ColumnProps) {
  const { t } = useTranslation(['designer', 'fields']);
  const { text } = useLanguage();
  const { designer, run, errorsOf } = useDesigner();
  const { ref, handleRef, isDragging } = useDraggable({
    id: column.$id,
    data: { uid: column.$id, type: column.type },
  });
  const isSelected = designer.selected === column.$id;
  const label = text(column.label, column.key);
  return (
    <div
      ref={ref}
      className={styles.column}
      data-place={column.$id}
      data-list={list}
      data-index={index}
      data-column="true"
      data-on={isSelected}
      data-dragging={isDragging}
      data-edge={edge}
      data-wrong={errorsOf(column.$id).length > 0}
    >
      <button
        ref={handleRef}
        type="button"
        className={styles.cover}
        aria-pressed={isSelected}
        aria-label={t('columnOnCanvas', { label, type: t(`fields:type.${column.type}`) })}
        data-cover={column.$id}
        onClick={() => run(select, column.$id)}
        onFocus={() => isSelected || run(select, column.$id)}
      />
      <div className={styles.columnHead}>
        {label}
        {column.required ? <em aria-hidden> *</em> : null}
      </div>
      <Sample field={column} />
    </div>
  );
}
