import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { canSort, type Column } from '../columns';
import type { Selection } from '../useSelection';
import { cellStyle, checkWidth, type Place } from './layout';
import type { PageCache } from './PageCache';
import styles from './RecordTable.module.css';
import { ResizeHandle } from './ResizeHandle';

interface Props {
  columns: Column[];
  places: Place[];
  sort: string[];
  selection: Selection;
  cache: PageCache;
  onSort: (key: string, add: boolean) => void;
  onResize: (key: string, width: number) => void;
}

export function TableHeader({ columns, places, sort, selection, cache, onSort, onResize }: Props) {
  const { t } = useTranslation('records');
  const { text } = useLanguage();
  const loaded = cache.loaded();
  const all = loaded.length > 0 && loaded.every((record) => selection.has(record.id));

  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        <div role="columnheader" className={`${styles.check} ${styles.frozen}`} style={{ width: checkWidth }}>
          <input
            type="checkbox"
            aria-label={t('table.selectAll')}
            checked={all}
            ref={(box) => {
              if (box) box.indeterminate = !all && selection.size > 0;
            }}
            onChange={() => (all ? selection.clear() : selection.add(loaded))}
          />
        </div>
        {columns.map((column, index) => {
          const place = places[index] as Place;
          const direction = sort.includes(column.key)
            ? 'ascending'
            : sort.includes(`-${column.key}`)
              ? 'descending'
              : 'none';
          const type = fieldType(column.shown.type);
          return (
            <div
              key={column.key}
              role="columnheader"
              aria-sort={direction}
              className={`${styles.headCell} ${place.left === undefined ? '' : styles.frozen} ${place.isLastFrozen ? styles.edge : ''} ${type.align === 'end' ? styles.end : ''}`}
              style={cellStyle(place)}
            >
              <HeadLabel
                label={text(column.field.label, column.key)}
                sortable={canSort(column.field)}
                onSort={(add) => onSort(column.key, add)}
              />
              {direction === 'ascending' ? <ArrowUpOutlined aria-hidden className={styles.arrow} /> : null}
              {direction === 'descending' ? <ArrowDownOutlined aria-hidden className={styles.arrow} /> : null}
              <ResizeHandle width={column.width} onResize={(width) => onResize(column.key, width)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function HeadLabel({
  label,
  sortable,
  onSort,
}: {
  label: string;
  sortable: boolean;
  onSort: (add: boolean) => void;
}) {
  const { t } = useTranslation('records');
  if (!sortable)
    return (
      <span className={styles.headLabel} title={label}>
        {label}
      </span>
    );
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.headLabel}
      title={t('table.sortBy', { label })}
      onClick={(event) => onSort(event.shiftKey)}
    >
      {label}
    </button>
  );
}
