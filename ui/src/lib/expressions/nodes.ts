import type { Decimal } from 'decimal.js';
import { add, decimal, divide, multiply, remainder, subtract } from './exact';
import { dayOf, lastDay, localOf, midnight, writeDay, writeLocalMinute } from './dates';
import { fail } from './ExpressionError';
import { limits } from './limits';
import { render } from './exact';
import {
  chineseKinds,
  compare,
  Day,
  englishKinds,
  isVoid,
  kindOf,
  Moment,
  Row,
  type Kind,
  type Value,
} from './value';

/** What an expression may see of the world. */
export interface EvaluationContext {
  field: (key: string) => Value;
  now: number;
  zone: string;
  me?: string | undefined;
}

/** One evaluation: bounded by its steps. The first failure ends it. */
export class Run {
  private steps = 0;

  constructor(readonly context: EvaluationContext) {}

  spend(offset: number, steps: number) {
    this.steps += steps;
    if (this.steps > limits.steps) {
      fail(
        offset,
        'too_many_steps',
        `The expression needs more than ${limits.steps} steps.`,
        `表达式的计算超过 ${limits.steps} 步。`,
      );
    }
  }
}

/** A node of a compiled expression; `offset` is where its first part stands in the source. */
export interface Node {
  offset: number;
  evaluate: (run: Run) => Value;
}

export function calculate(node: Node, run: Run) {
  run.spend(node.offset, 1);
  return node.evaluate(run);
}

export function wrongKind(offset: number, expected: readonly Kind[], actual: Value): never {
  const kinds = actual === null ? [] : [kindOf(actual)];
  return fail(
    offset,
    'wrong_kind',
    `${englishKinds(expected)} is expected here, not ${englishKinds(kinds)}.`,
    `此处应为${chineseKinds(expected)}，而不是${chineseKinds(kinds)}。`,
  );
}

export function numberResult(offset: number, number: Decimal | null) {
  return (
    number ??
    fail(
      offset,
      'overflow',
      'The number has more than 28 digits before the point.',
      '数字的整数部分超过 28 位。',
    )
  );
}

export const divisionByZero = (offset: number) =>
  fail(offset, 'division_by_zero', 'Division by zero.', '除数为零。');

export const outOfRange = (offset: number) =>
  fail(
    offset,
    'date_out_of_range',
    'The date lies outside the years 1 to 9999.',
    '日期超出 1 至 9999 年的范围。',
  );

export function textResult(run: Run, offset: number, text: string) {
  allowText(run, offset, text.length);
  return text;
}

export function allowText(run: Run, offset: number, length: number) {
  run.spend(offset, Math.trunc(length / 100));
  if (length > limits.textLength) {
    fail(
      offset,
      'text_too_long',
      `A text may have at most ${limits.textLength} characters.`,
      `文本最多 ${limits.textLength} 个字符。`,
    );
  }
}

export function allowList(offset: number, count: number) {
  if (count > limits.listLength) {
    fail(
      offset,
      'list_too_long',
      `A list may have at most ${limits.listLength} items.`,
      `列表最多 ${limits.listLength} 项。`,
    );
  }
}

/** Whether a condition holds: Empty does not. */
export function isYes(offset: number, value: Value) {
  if (typeof value === 'boolean') return value;
  return value === null ? false : wrongKind(offset, ['logical'], value);
}

export const holds = (node: Node, run: Run) => isYes(node.offset, calculate(node, run));

/** A value as plain text; undefined: a record or a list has none. */
export function rendition(value: Value, zone: string): string | undefined {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Day) return writeDay(value);
  if (value instanceof Moment) return writeLocalMinute(value, zone);
  return value instanceof Row || Array.isArray(value) ? undefined : render(value);
}

const plain: Kind[] = ['number', 'text', 'logical', 'date', 'moment'];
const ordered: Kind[] = ['number', 'text', 'date', 'moment'];

export function constant(offset: number, value: Value): Node {
  return { offset, evaluate: () => value };
}

export function fieldPath(offset: number, names: string[]): Node {
  const [first = '', ...rest] = names;
  const member = (run: Run, value: Value, name: string): Value => {
    if (value === null) return null;
    if (value instanceof Row) return value.field(name);
    if (!Array.isArray(value)) return wrongKind(offset, ['row'], value);
    run.spend(offset, value.length);
    allowList(offset, value.length);
    return value.map((item) => member(run, item, name));
  };
  return {
    offset,
    evaluate: (run) =>
      rest.reduce<Value>((value, name) => member(run, value, name), run.context.field(first)),
  };
}

export function same(run: Run, offset: number, left: Value, right: Value): boolean {
  run.spend(offset, 1);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => same(run, offset, item, right[i] ?? null));
  }
  if (left instanceof Row && right instanceof Row) return left.id === right.id;
  if (left instanceof Row && typeof right === 'string') return left.id === right;
  if (typeof left === 'string' && right instanceof Row) return left === right.id;
  if (left !== null && right !== null && kindOf(left) === kindOf(right)) {
    return typeof left === 'boolean' ? left === right : compare(left, right) === 0;
  }
  return isVoid(left) && isVoid(right);
}

export function equality(left: Node, right: Node, wanted: boolean): Node {
  const { offset } = left;
  return {
    offset,
    evaluate: (run) => same(run, offset, calculate(left, run), calculate(right, run)) === wanted,
  };
}

export function order(left: Node, right: Node, wanted: (order: number) => boolean): Node {
  return {
    offset: left.offset,
    evaluate: (run) => {
      const a = calculate(left, run);
      const b = calculate(right, run);
      if (a === null || b === null) return null;
      const found = compare(a, b);
      if (found !== undefined) return wanted(found);
      return ordered.includes(kindOf(a))
        ? wrongKind(right.offset, [kindOf(a)], b)
        : wrongKind(left.offset, ordered, a);
    },
  };
}

export function logic(left: Node, right: Node, both: boolean): Node {
  return {
    offset: left.offset,
    evaluate: (run) => (both ? holds(left, run) && holds(right, run) : holds(left, run) || holds(right, run)),
  };
}

export const not = (offset: number, operand: Node): Node => ({
  offset,
  evaluate: (run) => !holds(operand, run),
});

export function sign(offset: number, operand: Node, negative: boolean): Node {
  return {
    offset,
    evaluate: (run) => {
      const value = calculate(operand, run);
      if (value === null) return null;
      if (kindOf(value) !== 'number') wrongKind(operand.offset, ['number'], value);
      return negative ? subtract(decimal(0), value as Decimal) : value;
    },
  };
}

export function conditional(test: Node, then: Node, otherwise: Node): Node {
  return { offset: test.offset, evaluate: (run) => calculate(holds(test, run) ? then : otherwise, run) };
}

export function listOf(offset: number, items: Node[]): Node {
  return { offset, evaluate: (run) => items.map((item) => calculate(item, run)) };
}

/** An operation on two numbers; Empty if one of them is Empty. */
function numbers(left: Node, right: Node, operate: (a: Decimal, b: Decimal) => Decimal | null): Node {
  return {
    offset: left.offset,
    evaluate: (run) => {
      const a = calculate(left, run);
      const b = calculate(right, run);
      if (a !== null && kindOf(a) !== 'number') wrongKind(left.offset, ['number'], a);
      if (b !== null && kindOf(b) !== 'number') wrongKind(right.offset, ['number'], b);
      if (a === null || b === null) return null;
      return numberResult(right.offset, operate(a as Decimal, b as Decimal));
    },
  };
}

export const times = (left: Node, right: Node) => numbers(left, right, multiply);

export const quotient = (left: Node, right: Node) =>
  numbers(left, right, (a, b) => (b.isZero() ? divisionByZero(right.offset) : divide(a, b)));

export const rest = (left: Node, right: Node) =>
  numbers(left, right, (a, b) => (b.isZero() ? divisionByZero(right.offset) : remainder(a, b)));

export function notWhole(offset: number) {
  return fail(offset, 'wrong_argument', 'A whole number is expected here.', '此处应为整数。');
}

function addDays(offset: number, day: Day, days: Decimal) {
  if (!days.isInteger()) notWhole(offset);
  const number = day.number + Math.min(Math.max(days.toNumber(), -1e7), 1e7);
  return number >= 0 && number <= lastDay ? new Day(number) : outOfRange(offset);
}

export function plus(left: Node, right: Node): Node {
  const addends: Kind[] = ['number', 'text', 'date'];
  return {
    offset: left.offset,
    evaluate: (run) => {
      const a = calculate(left, run);
      const b = calculate(right, run);
      if (typeof a === 'string' || typeof b === 'string') {
        const first = rendition(a, run.context.zone) ?? wrongKind(left.offset, plain, a);
        const second = rendition(b, run.context.zone) ?? wrongKind(right.offset, plain, b);
        return textResult(run, right.offset, first + second);
      }
      const kindA = a === null ? null : kindOf(a);
      const kindB = b === null ? null : kindOf(b);
      if (kindA === 'number' && kindB === 'number')
        return numberResult(right.offset, add(a as Decimal, b as Decimal));
      if (kindA === 'date' && kindB === 'number') return addDays(right.offset, a as Day, b as Decimal);
      if (kindA === 'number' && kindB === 'date') return addDays(left.offset, b as Day, a as Decimal);
      if (kindA && kindA !== 'number' && kindA !== 'date') wrongKind(left.offset, addends, a);
      if (kindB && kindB !== 'number' && kindB !== 'date') wrongKind(right.offset, addends, b);
      return kindA === 'date' && kindB === 'date' ? wrongKind(right.offset, ['number'], b) : null;
    },
  };
}

export function minus(left: Node, right: Node): Node {
  const terms: Kind[] = ['number', 'date'];
  return {
    offset: left.offset,
    evaluate: (run) => {
      const a = calculate(left, run);
      const b = calculate(right, run);
      const kindA = a === null ? null : kindOf(a);
      const kindB = b === null ? null : kindOf(b);
      if (kindA === 'number' && kindB === 'number')
        return numberResult(right.offset, subtract(a as Decimal, b as Decimal));
      if (kindA === 'date' && kindB === 'number')
        return addDays(right.offset, a as Day, (b as Decimal).neg());
      if (kindA === 'date' && kindB === 'date') return decimal((a as Day).number - (b as Day).number);
      if (kindA && kindA !== 'number' && kindA !== 'date') wrongKind(left.offset, terms, a);
      if (kindB && kindB !== 'number' && kindB !== 'date') wrongKind(right.offset, terms, b);
      return kindA === 'number' && kindB === 'date' ? wrongKind(right.offset, ['number'], b) : null;
    },
  };
}

/** What the clock shows at a date (midnight) or moment. */
export function clockOf(value: Value, zone: string) {
  return value instanceof Moment ? localOf(value.ms, zone) : value instanceof Day ? midnight(value) : 0;
}

export const dayIn = (value: Value, zone: string) =>
  value instanceof Day ? value : dayOf(clockOf(value, zone));
