import { Decimal } from 'decimal.js';
import type { Body } from '../call';
import { render } from '../exact';
import { same } from '../nodes';
import { Day, Moment, Row, type Value } from '../value';

/** A key that is the same for equal values that are no lists. */
function keyOf(value: Exclude<Value, null>) {
  if (value instanceof Decimal) return `n${render(value)}`;
  if (value instanceof Day) return `d${value.number}`;
  if (value instanceof Moment) return `m${value.ms}`;
  return value instanceof Row ? `r${value.id}` : `${typeof value}${String(value)}`;
}

/** Items of lists. Empty items are left out. */
export const lists: Record<string, Body> = {
  IN: {
    compute: (args) =>
      args.at(0) !== null && args.spread.some((item) => same(args.run, args.offset, item, args.at(0))),
  },
  UNIQUE: {
    compute: (args) => {
      const seen = new Set<string>();
      return args.spread.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)));
    },
  },
  FIRST: { compute: (args) => args.spread[0] ?? null },
  LAST: { compute: (args) => args.spread.at(-1) ?? null },
};
