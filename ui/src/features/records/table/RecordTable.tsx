import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Data, RecordItem } from '@/api/types';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import type { Column } from '../columns';
import type { Selection } from '../useSelection';
import { checkWidth, layout } from './layout';
import type { PageCache, Snapshot } from './PageCache';
import styles from './RecordTable.module.css';
import { TableHeader } from './TableHeader';
import { TableRow } from './TableRow';
import { useTableKeys, type Position } from './useTableKeys';

export const rowHeight = 34;
const ahead = 120;

interface Props {
  label: string;
  cache: PageCache;
  snapshot: Snapshot;
  columns: Column[];
  sort: string[];
  selection: Selection;
  openId: string | undefined;
  position: Position;
  onMove: (position: Position) => void;
  editing: boolean;
  onEdit: (editing: boolean) => void;
  onSort: (key: string, add: boolean) => void;
  onResize: (key: string, width: number) => void;
  onOpen: (record: RecordItem) => void;
  onCommit: (record: RecordItem, data: Data) => void;
  empty: ReactNode;
  footer?: ReactNode;
}

/** A million records as a calm table: only what is on the screen exists. */
export function RecordTable(props: Props) {
  const { cache, snapshot, columns, position, editing, selection, onMove, onEdit, onOpen } = props;
  const { t } = useTranslation('records');
  const viewport = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: snapshot.length + (snapshot.hasMore ? 1 : 0),
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
    useFlushSync: false,
  });
  const visible = rows.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  const places = useMemo(() => layout(columns), [columns]);
  const width = checkWidth + columns.reduce((sum, column) => sum + column.width, 0);

  useEffect(() => {
    if (snapshot.length > 0) cache.show(first, last, ahead);
  }, [cache, first, last, snapshot]);

  useEffect(() => {
    if (position.row >= 0) rows.scrollToIndex(position.row, { align: 'auto' });
  }, [position.row, rows]);

  const { onKeyDown } = useTableKeys({
    ...props,
    pageRows: () => Math.max(1, Math.floor((viewport.current?.clientHeight ?? 400) / rowHeight) - 2),
    viewport,
  });

  if (snapshot.error && snapshot.length === 0)
    return <ErrorState error={snapshot.error} onRetry={() => cache.retry()} />;
  if (snapshot.length === 0 && snapshot.hasMore) return <SkeletonRows rows={12} label={t('loading')} />;
  if (snapshot.length === 0) return <div className={styles.empty}>{props.empty}</div>;

  const active = columns[position.column];
  return (
    <div
      ref={viewport}
      className={styles.viewport}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={snapshot.hasMore ? -1 : snapshot.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={position.row >= 0 && active ? `cell-${position.row}-${active.key}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className={styles.inner} style={{ minWidth: width }} role="presentation">
        <TableHeader
          columns={columns}
          places={places}
          sort={props.sort}
          selection={selection}
          cache={cache}
          onSort={props.onSort}
          onResize={props.onResize}
        />
        <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {visible.map(({ index, start }) => {
            const record = cache.at(index);
            return (
              <TableRow
                key={index}
                index={index}
                top={start}
                record={record}
                columns={columns}
                places={places}
                activeColumn={position.row === index ? position.column : -1}
                editing={editing && position.row === index}
                isSelected={record !== undefined && selection.has(record.id)}
                isOpen={record !== undefined && record.id === props.openId}
                onSelect={selection.toggle}
                onMove={onMove}
                onEdit={onEdit}
                onOpen={onOpen}
                onCommit={props.onCommit}
              />
            );
          })}
        </div>
        {props.footer}
      </div>
      {snapshot.error ? (
        <button type="button" className={styles.retry} onClick={() => cache.retry()}>
          {t('table.retry')}
        </button>
      ) : null}
    </div>
  );
}
