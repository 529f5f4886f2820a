import { Decimal } from 'decimal.js';

/** What an expression computes with; null is Empty. */
export type Value = null | Decimal | string | boolean | Day | Moment | Row | Value[];

export type Kind = 'number' | 'text' | 'logical' | 'date' | 'moment' | 'row' | 'list';

/** A date without zone, as days since 0001-01-01. */
export class Day {
  constructor(readonly number: number) {}
}

/** A moment, in milliseconds since 1970 UTC. */
export class Moment {
  constructor(readonly ms: number) {}
}

/** A referenced record or a sub-table row. */
export class Row {
  constructor(
    readonly id: string,
    readonly field: (key: string) => Value,
  ) {}
}

export function kindOf(value: Exclude<Value, null>): Kind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'logical';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Day) return 'date';
  if (value instanceof Moment) return 'moment';
  return value instanceof Row ? 'row' : 'number';
}

const english: Record<Kind, string> = {
  number: 'a number',
  text: 'a text',
  logical: 'a logical value',
  date: 'a date',
  moment: 'a date with time',
  row: 'a record',
  list: 'a list',
};

const chinese: Record<Kind, string> = {
  number: '数字',
  text: '文本',
  logical: '逻辑值',
  date: '日期',
  moment: '日期时间',
  row: '记录',
  list: '列表',
};

export const englishKinds = (kinds: readonly Kind[]) => kinds.map((kind) => english[kind]).join(' or ');
export const chineseKinds = (kinds: readonly Kind[]) => kinds.map((kind) => chinese[kind]).join('或');

/** Empty, the empty text, the empty list. */
export function isVoid(value: Value) {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

export function isEmpty(value: Value): boolean {
  return isVoid(value) || (Array.isArray(value) && value.every(isEmpty));
}

/** The order of two texts by code point. */
export function compareTexts(left: string, right: string) {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a === b) continue;
    const aSurrogate = (a & 0xf800) === 0xd800;
    const bSurrogate = (b & 0xf800) === 0xd800;
    return aSurrogate === bSurrogate ? a - b : aSurrogate ? 1 : -1;
  }
  return left.length - right.length;
}

/** Negative, zero or positive; undefined: the two have no order. */
export function compare(left: Value, right: Value): number | undefined {
  if (left instanceof Decimal && right instanceof Decimal) return left.cmp(right);
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (left instanceof Day && right instanceof Day) return left.number - right.number;
  if (left instanceof Moment && right instanceof Moment) return left.ms - right.ms;
  return undefined;
}
