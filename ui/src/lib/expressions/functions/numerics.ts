import { Decimal } from 'decimal.js';
import type { Arguments, Body } from '../call';
import { add, decimal, divide, modulo, multiply, readNumber, round, squareRoot, subtract } from '../exact';
import { divisionByZero } from '../nodes';
import { kindOf } from '../value';

const rounded = (rounding: Decimal.Rounding): Body => ({
  compute: (args) => {
    const decimals = args.whole(1, -28, 28);
    return args.numberResult(round(args.number(0), decimals, rounding));
  },
});

function multiple(args: Arguments, up: boolean) {
  const number = args.number(0);
  const step = args.number(1, 1);
  if (step.lte(0)) args.wrong(1, 'The step must be more than 0.', '步长必须大于 0。');
  const rest = args.numberResult(modulo(number, step));
  const floor = subtract(number, rest);
  return args.numberResult(up && !rest.isZero() && floor ? add(floor, step) : floor);
}

function power(args: Arguments) {
  const exponent = args.whole(1, -1000, 1000);
  const number = args.number(0);
  if (number.isZero() && exponent < 0) divisionByZero(args.offsetOf(0));

  let result: Decimal | null = decimal(1);
  let square: Decimal | null = number;
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = square && result ? multiply(result, square) : null;
    if (rest > 1) square = square ? multiply(square, square) : null;
  }
  if (exponent >= 0 || result === null) return args.numberResult(result);
  return args.numberResult(result.isZero() ? null : divide(decimal(1), result));
}

/** Rounding, remainders, powers. */
export const numerics: Record<string, Body> = {
  ROUND: rounded(Decimal.ROUND_HALF_UP),
  ROUNDUP: rounded(Decimal.ROUND_UP),
  ROUNDDOWN: rounded(Decimal.ROUND_DOWN),
  CEILING: { compute: (args) => multiple(args, true) },
  FLOOR: { compute: (args) => multiple(args, false) },
  INT: { compute: (args) => args.numberResult(round(args.number(0), 0, Decimal.ROUND_FLOOR)) },
  ABS: { compute: (args) => args.number(0).abs() },
  MOD: {
    compute: (args) =>
      args.number(1).isZero()
        ? divisionByZero(args.offsetOf(1))
        : args.numberResult(modulo(args.number(0), args.number(1))),
  },
  POWER: { compute: power },
  SQRT: {
    compute: (args) =>
      args.number(0).lt(0)
        ? args.wrong(0, 'A negative number has no square root.', '负数没有平方根。')
        : args.numberResult(squareRoot(args.number(0))),
  },
  VALUE: {
    compute: (args) => {
      const value = args.at(0);
      if (value !== null && kindOf(value) === 'number') return value;
      if (args.text(0) === '') return null;
      return readNumber(args.text(0)) ?? args.wrong(0, 'The text is not a number.', '该文本不是数字。');
    },
  },
};
