import type { Decimal } from 'decimal.js';
import type { Arguments, Body } from '../call';
import { readDay } from '../dates';
import { add, decimal, divide, readNumber } from '../exact';
import { same, wrongKind } from '../nodes';
import { compare, Day, isEmpty, kindOf, type Value } from '../value';

function sum(args: Arguments, items: Value[] = args.spread) {
  return items.reduce<Decimal>((total, item) => args.numberResult(add(total, item as Decimal)), decimal(0));
}

const count: Body = { compute: (args) => decimal(args.spread.filter((item) => !isEmpty(item)).length) };

function extreme(wanted: number): Body {
  return {
    compute: (args) =>
      args.spread.reduce<Value>((best, value) => {
        if (best === null) return value;
        const order = compare(value, best) ?? wrongKind(args.offset, [kindOf(best)], value);
        return Math.sign(order) === wanted ? value : best;
      }, null),
  };
}

/** A value to equal, or a text that begins with a sign; what follows the sign is read as the item's kind. */
function criterion(args: Arguments) {
  const given = args.at(1);
  const signed = typeof given === 'string' ? /^(<>|<=|>=|<|>|=)([^]*)$/.exec(given) : null;
  const sign = signed?.[1] ?? '=';
  const operand = signed ? (signed[2] ?? '').replace(/^ +| +$/g, '') : given;
  return (item: Value) => {
    args.run.spend(args.offsetOf(0), 1);
    const wanted = typeof operand === 'string' ? read(operand, item) : operand;
    if (sign === '=' || sign === '<>')
      return same(args.run, args.offsetOf(0), item, wanted) === (sign === '=');
    const order = compare(item, wanted);
    if (order === undefined) return false;
    return sign === '<' ? order < 0 : sign === '<=' ? order <= 0 : sign === '>' ? order > 0 : order >= 0;
  };
}

function read(text: string, item: Value): Value {
  const kind = item === null ? null : kindOf(item);
  if (kind === 'number') return readNumber(text) ?? text;
  if (item instanceof Day) return readDay(text) ?? text;
  return kind === 'logical' && (text === 'true' || text === 'false') ? text === 'true' : text;
}

/** One value out of many. Empty values are left out. */
export const totals: Record<string, Body> = {
  SUM: { compute: (args) => sum(args) },
  COUNT: count,
  COUNTA: count,
  AVG: {
    compute: (args) =>
      args.spread.length === 0 ? null : args.numberResult(divide(sum(args), decimal(args.spread.length))),
  },
  MIN: extreme(-1),
  MAX: extreme(1),
  COUNTIF: {
    compute: (args) => {
      const isMet = criterion(args);
      return decimal(args.list(0).filter(isMet).length);
    },
  },
  SUMIF: {
    compute: (args) => {
      const isMet = criterion(args);
      const items = args.list(0);
      const beside = args.at(2) !== null;
      const numbers = beside ? args.list(2) : items;
      let total = decimal(0);
      for (let i = 0; i < items.length && i < numbers.length; i++) {
        const number = numbers[i] ?? null;
        if (!isMet(items[i] ?? null) || number === null) continue;
        if (kindOf(number) !== 'number') wrongKind(args.offsetOf(beside ? 2 : 0), ['number'], number);
        total = args.numberResult(add(total, number as Decimal));
      }
      return total;
    },
  },
};
