import type { Language } from '@/api/types';

interface Look {
  decimals?: number | undefined;
  currency?: string | undefined;
  percent?: boolean;
}

const formats = new Map<string, Intl.NumberFormat>();

/** A decimal as the reader writes it. `decimals` fixes the places; without it all digits (at most 15) show. */
export function formatDecimal(value: number, language: Language, { decimals, currency, percent }: Look = {}) {
  const key = `${language} ${decimals} ${currency} ${percent}`;
  let format = formats.get(key);
  if (!format) {
    const places =
      decimals === undefined
        ? { maximumFractionDigits: 14 }
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const kind = currency
      ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const)
      : percent
        ? ({ style: 'percent' } as const)
        : {};
    format = new Intl.NumberFormat(language, { ...kind, ...places });
    formats.set(key, format);
  }
  return format.format(value);
}

/** "¥" for "CNY"; the code itself where it has no sign. */
export function currencySign(currency: string, language: Language) {
  try {
    const parts = new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }).formatToParts(0);
    return parts.find((part) => part.type === 'currency')?.value ?? currency;
  } catch {
    return currency;
  }
}

/** Shifts the decimal point without the noise of binary fractions: 0.07 × 100 is 7. */
export const shifted = (value: number, places: number) =>
  Number(`${value}e${places}`) || Number((value * 10 ** places).toPrecision(15));

/** What people type for a number: full-width digits, thousands separators, a leading currency sign. */
export function readNumber(typed: string | undefined): string {
  return (typed ?? '')
    .normalize('NFKC')
    .replace(/[−–—]/g, '-')
    .replace(/[^\d.eE-]/g, '');
}

/** Digits in groups of three while typing; what is not a plain number stays as it is. */
export function grouped(
  value: number | string | undefined,
  { userTyping, input }: { userTyping: boolean; input: string },
) {
  if (userTyping) return input;
  const text = value === undefined ? '' : String(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const [whole = '', rest] = text.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`);
}
