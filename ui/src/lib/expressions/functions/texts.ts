import { Decimal } from 'decimal.js';
import type { Arguments, Body } from '../call';
import { formatTime } from '../dates';
import { fail } from '../ExpressionError';
import { decimal, multiply, round } from '../exact';
import { limits } from '../limits';
import { allowText, clockOf, rendition, same } from '../nodes';
import { Day, Moment, type Value } from '../value';

const far = 1_000_000;

/** The index of the character that stands so many code points after another. */
function indexAfter(text: string, from: number, codePoints: number) {
  for (let left = codePoints; left > 0 && from < text.length; left--)
    from += (text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1;
  return from;
}

function slice(text: string, start: number, count: number) {
  const from = indexAfter(text, 0, start);
  return text.slice(from, indexAfter(text, from, count));
}

const lengthOf = (text: string) => text.length - (text.match(/[\udc00-\udfff]/g)?.length ?? 0);

/** Greek letters with iota are title case in one Unicode table and two characters in another: they stay as they are. */
const isTitleCased = (c: string) => c >= '\u1f80' && c <= '\u1fff';

/** Case character by character, only where the other case leads back, so that no character becomes two. */
function map(text: string, to: (c: string) => string, back: (c: string) => string) {
  const each = (c: string) => (!isTitleCased(c) && back(to(c)) === c && lengthOf(to(c)) === 1 ? to(c) : c);
  return Array.from(text, each).join('');
}

const toUpper = (c: string) => c.toUpperCase();
const toLower = (c: string) => c.toLowerCase();

export const upper = (text: string) => map(text, toUpper, toLower);
export const lower = (text: string) => map(text, toLower, toUpper);

function allowSought(args: Arguments, index: number) {
  if (args.text(index).length > limits.soughtLength) {
    fail(
      args.offsetOf(index),
      'text_too_long',
      `A text to look for may have at most ${limits.soughtLength} characters.`,
      `要查找的文本最多 ${limits.soughtLength} 个字符。`,
    );
  }
}

function joined(args: Arguments, separator: string) {
  if (args.spread.length === 0) return null;
  const parts = args.spread.map((value) => rendition(value, args.zone) ?? '');
  const length = parts.reduce((total, part) => total + part.length + separator.length, -separator.length);
  allowText(args.run, args.offset, Math.min(length, limits.textLength + 1));
  return parts.join(separator);
}

/** A number in a format such as '#,##0.00' or '0.0#%'; undefined: the format is none or the number too large for it. */
export function formatNumber(number: Decimal, pattern: string) {
  const match = /^(#,##)?(0{1,28})(?:\.(?=[0#])(0*)(#*))?(%)?$/.exec(pattern);
  if (!match) return undefined;
  const [, groups, zeros = '', fixed = '', free = '', percent] = match;
  if (fixed.length + free.length > 28) return undefined;

  const scaled = percent ? multiply(number, decimal(100)) : number;
  const rounded = scaled && round(scaled, fixed.length + free.length, Decimal.ROUND_HALF_UP);
  if (!rounded) return undefined;
  const [whole = '', fraction = ''] = rounded.abs().toFixed().split('.');
  const digits = whole.padStart(zeros.length, '0');
  const shown = groups ? digits.replace(/\B(?=(\d{3})+$)/g, ',') : digits;
  const decimals = fraction.replace(/0+$/, '').padEnd(fixed.length, '0');
  return (rounded.lt(0) ? '-' : '') + shown + (decimals ? `.${decimals}` : '') + (percent ?? '');
}

function written(args: Arguments): Value {
  const value = args.at(0);
  if (args.at(1) === null) return args.textResult(rendition(value, args.zone) ?? '');
  const format = args.text(1);
  const text =
    value instanceof Decimal
      ? formatNumber(value, format)
      : value instanceof Day || value instanceof Moment
        ? formatTime(clockOf(value, args.zone), format)
        : undefined;
  return text === undefined
    ? args.wrong(1, 'This format does not fit the value.', '格式与值不符。')
    : args.textResult(text);
}

/** Texts. Characters are counted by code points, from 1. */
export const texts: Record<string, Body> = {
  CONCAT: { compute: (args) => joined(args, '') },
  JOIN: { compute: (args) => joined(args, args.text(0)) },
  LEFT: { compute: (args) => args.textResult(slice(args.text(0), 0, args.whole(1, 0, far, 1))) },
  RIGHT: {
    compute: (args) => {
      const count = args.whole(1, 0, far, 1);
      return args.textResult(slice(args.text(0), Math.max(lengthOf(args.text(0)) - count, 0), count));
    },
  },
  MID: {
    compute: (args) => {
      const start = args.whole(1, 1, far);
      return args.textResult(slice(args.text(0), start - 1, args.whole(2, 0, far)));
    },
  },
  LEN: { compute: (args) => decimal(lengthOf(args.text(0))) },
  TRIM: {
    compute: (args) =>
      args.textResult(
        args
          .text(0)
          .split(/[ \t\n\r\u00a0\u3000]+/)
          .filter((word) => word !== '')
          .join(' '),
      ),
  },
  UPPER: { compute: (args) => args.textResult(upper(args.text(0))) },
  LOWER: { compute: (args) => args.textResult(lower(args.text(0))) },
  CONTAINS: {
    compute: (args) => {
      const where = args.at(0);
      const part = args.at(1);
      if (Array.isArray(where)) {
        return part !== null && where.some((item) => same(args.run, args.offsetOf(0), item, part));
      }
      allowSought(args, 1);
      return where !== null && lower(args.text(0)).includes(lower(args.text(1)));
    },
  },
  STARTSWITH: {
    compute: (args) => args.at(0) !== null && lower(args.text(0)).startsWith(lower(args.text(1))),
  },
  ENDSWITH: { compute: (args) => args.at(0) !== null && lower(args.text(0)).endsWith(lower(args.text(1))) },
  FIND: {
    compute: (args) => {
      const start = args.whole(2, 1, far, 1);
      allowSought(args, 0);
      const text = args.text(1);
      if (text === '') return decimal(0);
      const index = text.indexOf(args.text(0), indexAfter(text, 0, start - 1));
      return decimal(index < 0 ? 0 : lengthOf(text.slice(0, index)) + 1);
    },
  },
  REPLACE: {
    compute: (args) => {
      const start = args.whole(1, 1, far);
      const count = args.whole(2, 0, far);
      const text = args.text(0);
      return args.textResult(
        slice(text, 0, start - 1) + args.text(3) + slice(text, start - 1 + count, text.length),
      );
    },
  },
  SUBSTITUTE: {
    compute: (args) => {
      const [text, part, by] = [args.text(0), args.text(1), args.text(2)];
      if (part === '') return args.at(0);
      allowSought(args, 1);
      const pieces = text.split(part);
      allowText(args.run, args.offset, text.length + (pieces.length - 1) * (by.length - part.length));
      return pieces.join(by);
    },
  },
  TEXT: { compute: written },
};
