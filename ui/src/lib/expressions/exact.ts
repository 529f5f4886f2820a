import { Decimal } from 'decimal.js';

/**
 * Arithmetic on numbers of at most 28 digits, as src/FormsHub.Formulas/Numbers/Exact.cs has it: sums, differences and products exact
 * where 28 digits hold them, quotients and roots with 20 significant digits. Null: the result is 10^28 or more.
 */
export const Exact = Decimal.clone({
  precision: 120,
  rounding: Decimal.ROUND_HALF_UP,
  modulo: Decimal.ROUND_DOWN,
  toExpNeg: -1000,
  toExpPos: 1000,
});

const digits = 28;
const quotientDigits = 20;
const limit = new Exact('1e28');

type Number28 = Decimal | null;

export const decimal = (value: Decimal.Value) => new Exact(value);

function fit(number: Decimal): Number28 {
  if (number.abs().gte(limit)) return null;
  const whole = number.trunc().abs();
  const places = digits - (whole.isZero() ? 0 : whole.e + 1);
  const fitted = number.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  return fitted.abs().gte(limit) ? null : plain(fitted);
}

/** Without negative zero. */
function plain(number: Decimal) {
  return number.isZero() ? decimal(0) : number;
}

export const add = (left: Decimal, right: Decimal) => fit(decimal(left).plus(right));
export const subtract = (left: Decimal, right: Decimal) => fit(decimal(left).minus(right));
export const multiply = (left: Decimal, right: Decimal) => fit(decimal(left).times(right));
export const remainder = (left: Decimal, right: Decimal) => fit(decimal(left).mod(right));

export function divide(left: Decimal, right: Decimal) {
  const quotient = decimal(left).div(right);
  return quotient.isZero() ? decimal(0) : toQuotientDigits(quotient);
}

export function modulo(left: Decimal, right: Decimal): Number28 {
  const rest = remainder(left, right);
  return rest === null || rest.isZero() || rest.isNegative() === right.isNegative() ? rest : add(rest, right);
}

export const squareRoot = (number: Decimal) =>
  number.isZero() ? decimal(0) : toQuotientDigits(decimal(number).sqrt());

function toQuotientDigits(number: Decimal) {
  const places = Math.min(quotientDigits - 1 - number.e, digits);
  return places >= 0 ? fit(number.toDecimalPlaces(places)) : fit(number.toSignificantDigits(quotientDigits));
}

/** Rounded to so many decimals; negative ones round to tens, hundreds and so on. */
export function round(
  number: Decimal,
  decimals: number,
  rounding: Decimal.Rounding = Decimal.ROUND_HALF_UP,
): Number28 {
  if (decimals >= 0)
    return decimals >= number.decimalPlaces() ? number : fit(number.toDecimalPlaces(decimals, rounding));
  const unit = decimal(10).pow(-decimals);
  return fit(decimal(number).div(unit).toDecimalPlaces(0, rounding).times(unit));
}

/** A number written as in JavaScript, exactly; null: it has more than 28 digits. */
export function parseNumber(text: string): Number28 {
  if ((/[eE](.*)$/.exec(text)?.[1] ?? '').length > 5) return null;
  const number = decimal(text);
  if (number.isZero()) return decimal(0);
  const fitted = fit(number);
  return fitted !== null && fitted.eq(number) && number.decimalPlaces() <= digits ? plain(number) : null;
}

/** The number that a text says: '1,234.50'; null: it is none. */
export function readNumber(text: string): Number28 {
  const trimmed = text.replace(/^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$/g, '');
  if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(trimmed)) return null;
  const number = parseNumber(trimmed.replace(/^[+-]/, '').replaceAll(',', ''));
  return number && trimmed.startsWith('-') ? plain(number.neg()) : number;
}

/** Rounded half away from zero to the 15 significant digits that may be stored. */
export function roundToStore(number: Decimal, decimals?: number) {
  const rounded = decimal(number).toSignificantDigits(15).toDecimalPlaces(28);
  return decimals === undefined ? rounded : rounded.toDecimalPlaces(Math.min(Math.max(decimals, 0), 15));
}

export const render = (number: Decimal) => plain(number).toFixed();
