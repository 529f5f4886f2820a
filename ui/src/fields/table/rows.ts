import type { FieldDefinition } from '@/api/types';
import { isMask } from '../masks';

/** One row of a sub-table: its id, and values by column key. New rows carry a local id ("new-…") until they are saved. */
export interface Row {
  id: string;
  [column: string]: unknown;
}

export interface TableOptions {
  minRows?: number;
  maxRows?: number;
}

let made = 0;
const newId = () => `new-${Date.now().toString(36)}-${++made}`;
export const isNewRow = (row: { id?: unknown }) => typeof row.id === 'string' && row.id.startsWith('new-');

/** Rows as they come, each with an id to follow it by. */
export const rowsOf = (value: unknown): Row[] =>
  Array.isArray(value)
    ? value.map((each: Row, index) => (each.id ? each : { ...each, id: `new-at-${index}` }))
    : [];

export function newRow(columns: FieldDefinition[]): Row {
  const row: Row = { id: newId() };
  for (const { key, default: value } of columns) if (value !== undefined && value !== null) row[key] = value;
  return row;
}

export const added = (rows: Row[], columns: FieldDefinition[]): Row[] => [...rows, newRow(columns)];

export const copied = (rows: Row[], index: number): Row[] => {
  const row = rows[index];
  return row ? rows.toSpliced(index + 1, 0, { ...row, id: newId() }) : rows;
};

export const removed = (rows: Row[], index: number): Row[] => rows.toSpliced(index, 1);

export function moved(rows: Row[], index: number, by: number): Row[] {
  const row = rows[index];
  const to = index + by;
  return row && to >= 0 && to < rows.length ? rows.toSpliced(index, 1).toSpliced(to, 0, row) : rows;
}

export const changed = (rows: Row[], index: number, column: string, value: unknown): Row[] =>
  rows.map((row, at) => (at === index ? { ...row, [column]: value } : row));

/** Rows as the server takes them: ids only where it gave them, and no masks, behind which it keeps the values. */
export const rowsForServer = (value: unknown, columns: FieldDefinition[] = []): unknown =>
  Array.isArray(value)
    ? value.map((row: Row) => {
        const cells = Object.entries(row).filter(
          ([key, cell]) => !columns.some((column) => column.key === key && isMask(cell, column)),
        );
        return Object.fromEntries(isNewRow(row) ? cells.filter(([key]) => key !== 'id') : cells);
      })
    : value;
