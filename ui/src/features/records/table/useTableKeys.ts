import type { KeyboardEvent, RefObject } from 'react';
import type { RecordItem } from '@/api/types';
import { editsInCell, type Column } from '../columns';
import type { Selection } from '../useSelection';
import type { PageCache, Snapshot } from './PageCache';

export interface Position {
  row: number;
  column: number;
}

interface Table {
  cache: PageCache;
  snapshot: Snapshot;
  columns: Column[];
  position: Position;
  selection: Selection;
  viewport: RefObject<HTMLDivElement | null>;
  pageRows: () => number;
  onMove: (position: Position) => void;
  onEdit: (editing: boolean) => void;
  onOpen: (record: RecordItem) => void;
}

/** The keyboard in the table. */
export function useTableKeys(table: Table) {
  const { cache, snapshot, columns, position, selection, onMove } = table;

  const move = (rows: number, cells = 0) =>
    onMove({
      row: clamp(position.row + rows, snapshot.length),
      column: clamp(position.column + cells, columns.length),
    });

  const edit = () => {
    const record = cache.at(position.row);
    const column = columns[position.column];
    if (!record || !column) return;
    if (editsInCell(column.field)) table.onEdit(true);
    else table.onOpen(record);
  };

  /** The link of the cell, where its value leads somewhere. */
  const follow = () =>
    table.viewport.current
      ?.querySelector<HTMLElement>(
        `#${CSS.escape(`cell-${position.row}-${columns[position.column]?.key}`)} [data-follow]`,
      )
      ?.click();

  const keys: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ArrowRight: () => move(0, 1),
    ArrowLeft: () => move(0, -1),
    PageDown: () => move(table.pageRows()),
    PageUp: () => move(-table.pageRows()),
    Home: ({ ctrlKey, metaKey }) => (ctrlKey || metaKey ? move(-snapshot.length) : move(0, -columns.length)),
    End: ({ ctrlKey, metaKey }) => (ctrlKey || metaKey ? move(snapshot.length) : move(0, columns.length)),
    Enter: ({ ctrlKey, metaKey }) => {
      if (ctrlKey || metaKey) follow();
      else edit();
    },
    F2: edit,
    ' ': ({ shiftKey }) => {
      const record = cache.at(position.row);
      if (record && shiftKey) selection.toggle(position.row, false);
      else if (record) table.onOpen(record);
    },
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const isGrid = target === table.viewport.current;
    // A link or button in a cell keeps Enter and Space; arrows go on from there. Inputs keep everything.
    if (!isGrid && (!target.closest('a, button, input[type=checkbox]') || !event.key.startsWith('Arrow')))
      return;
    if (!isGrid) table.viewport.current?.focus();
    if ((event.metaKey || event.ctrlKey) && event.key === 'a') {
      event.preventDefault();
      return selection.add(cache.loaded());
    }
    const act = keys[event.key];
    if (!act || event.altKey) return;
    event.preventDefault();
    act(event);
  };

  return { onKeyDown };
}

const clamp = (value: number, length: number) => Math.max(0, Math.min(length - 1, value));
