import { ExpandOutlined } from '@ant-design/icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Data, RecordItem } from '@/api/types';
import { Bar } from '@/components/Skeleton';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { editsInCell, valueOf, type Column } from '../columns';
import { CellEditor } from './CellEditor';
import { CellLink } from './CellLink';
import { cellStyle, checkWidth, type Place } from './layout';
import styles from './RecordTable.module.css';
import type { Position } from './useTableKeys';

interface Props {
  index: number;
  top: number;
  record: RecordItem | undefined;
  columns: Column[];
  places: Place[];
  activeColumn: number;
  editing: boolean;
  isSelected: boolean;
  isOpen: boolean;
  onSelect: (index: number, range: boolean) => void;
  onMove: (position: Position) => void;
  onEdit: (editing: boolean) => void;
  onOpen: (record: RecordItem) => void;
  onCommit: (record: RecordItem, data: Data) => void;
}

export const TableRow = memo(function TableRow(props: Props) {
  const {
    index,
    top,
    record,
    columns,
    places,
    activeColumn,
    editing,
    isSelected,
    isOpen,
    onMove,
    onEdit,
    onOpen,
  } = props;
  const { t } = useTranslation('records');
  const { language } = useLanguage();

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`${styles.row} ${isSelected || isOpen ? styles.on : ''}`}
      style={{ top }}
    >
      <div role="gridcell" className={`${styles.check} ${styles.frozen}`} style={{ width: checkWidth }}>
        {record ? (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('table.select', { title: record.title })}
            checked={isSelected}
            onChange={() => undefined}
            onClick={(event) => props.onSelect(index, event.shiftKey)}
          />
        ) : null}
      </div>
      {columns.map((column, number) => {
        const place = places[number] as Place;
        const isActive = number === activeColumn;
        const type = fieldType(column.shown.type);
        const value = record && valueOf(record, column.key);
        const link = column.isTitle ? undefined : type.link?.(value, column.shown);
        return (
          // The keyboard works on the grid as a whole (aria-activedescendant), see useTableKeys.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the focus and the keys
          <div
            key={column.key}
            id={`cell-${index}-${column.key}`}
            role="gridcell"
            aria-colindex={number + 2}
            className={`${styles.cell} ${place.left === undefined ? '' : styles.frozen} ${place.isLastFrozen ? styles.edge : ''} ${isActive ? styles.active : ''} ${column.isTitle ? styles.title : ''} ${type.align === 'end' ? styles.end : ''}`}
            style={cellStyle(place)}
            onClick={() => onMove({ row: index, column: number })}
            onDoubleClick={() => {
              if (!record) return;
              if (editsInCell(column.field)) onEdit(true);
              else onOpen(record);
            }}
          >
            {record ? (
              isActive && editing ? (
                <CellEditor
                  field={column.field}
                  value={value}
                  onCancel={() => onEdit(false)}
                  onCommit={(value, move) => {
                    onEdit(false);
                    props.onCommit(record, { [column.key]: value ?? null });
                    if (move)
                      onMove({
                        row: index + (move === 'down' ? 1 : 0),
                        column: number + (move === 'right' ? 1 : 0),
                      });
                  }}
                />
              ) : column.isTitle ? (
                <>
                  <button type="button" tabIndex={-1} className={styles.open} onClick={() => onOpen(record)}>
                    {record.title || t('untitled')}
                  </button>
                  <ExpandOutlined aria-hidden className={styles.openIcon} />
                </>
              ) : (
                <>
                  <type.Cell value={value} field={column.shown} language={language} />
                  {link ? <CellLink link={link} value={type.text(value, column.shown, language)} /> : null}
                </>
              )
            ) : (
              <Bar width="60%" />
            )}
          </div>
        );
      })}
    </div>
  );
});
