import { expect, it } from 'vitest';
import { dropPlace, type Target } from './dropPlace';

const target: Target = {
  uid: 'a',
  list: 'root',
  index: 2,
  rect: { left: 0, top: 0, width: 100, height: 60 },
  isColumn: false,
  isHalf: false,
};

it.each([
  ['above the middle', 50, 10, { index: 2, mark: { uid: 'a', edge: 'top' } }],
  ['below the middle', 50, 50, { index: 3, mark: { uid: 'a', edge: 'bottom' } }],
  ['at the left edge', 5, 30, { index: 2, beside: 'a', mark: { uid: 'a', edge: 'left' } }],
  ['at the right edge', 95, 30, { index: 3, beside: 'a', mark: { uid: 'a', edge: 'right' } }],
])('%s', (_, x, y, expected) => {
  expect(dropPlace(target, x, y, true)).toEqual({ list: 'root', ...expected });
});

it('never pairs what needs the whole width', () => {
  expect(dropPlace(target, 5, 50, false)).toMatchObject({ index: 3, mark: { edge: 'bottom' } });
});

it('goes sideways among columns and half fields', () => {
  expect(dropPlace({ ...target, isColumn: true }, 60, 5, true)).toMatchObject({
    index: 3,
    mark: { edge: 'right' },
  });
  expect(dropPlace({ ...target, isHalf: true }, 20, 55, true)).toMatchObject({
    index: 2,
    mark: { edge: 'left' },
  });
});
