import { expect, it } from 'vitest';
import { added, changed, copied, isNewRow, moved, removed, rowsForServer, rowsOf } from './rows';

const rows = [
  { id: 'a', minutes: 4 },
  { id: 'b', minutes: 9 },
];
const columns = [
  { key: 'minutes', type: 'number', label: {}, default: 1 },
  { key: 'result', type: 'text', label: {} },
];

it('begins a row with its defaults', () => {
  const row = added(rows, columns)[2];

  expect(row).toMatchObject({ minutes: 1 });
  expect(row && isNewRow(row)).toBe(true);
});

it('copies a row below itself, as a new one', () => {
  const next = copied(rows, 0);

  expect(next.map((row) => row.minutes)).toEqual([4, 4, 9]);
  expect(next[1]?.id).not.toBe('a');
});

it('moves within its bounds', () => {
  expect(moved(rows, 1, -1).map((row) => row.id)).toEqual(['b', 'a']);
  expect(moved(rows, 0, -1)).toBe(rows);
});

it('changes one value and removes one row', () => {
  expect(changed(rows, 1, 'minutes', 5)[1]).toEqual({ id: 'b', minutes: 5 });
  expect(removed(rows, 0)).toEqual([rows[1]]);
});

it('sends only the ids that the server gave', () => {
  expect(rowsForServer(rowsOf([{ minutes: 2 }, { id: 'a' }]))).toEqual([{ minutes: 2 }, { id: 'a' }]);
});
