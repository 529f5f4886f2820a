import type { Language } from '@/api/types';
import { formatDay, formatMoment } from '../dates';
import { formatDecimal } from '../numbers';
import { plainWords } from '../plainWords';

export interface FormulaOptions {
  expression?: string;
  result?: 'number' | 'text' | 'boolean' | 'date' | 'dateTime';
  decimals?: number;
}

/** A computed value as its kind of result is written. */
export function formulaText(
  value: unknown,
  { result, decimals }: FormulaOptions,
  language: Language,
): string {
  if (typeof value === 'boolean') return language === 'zh-CN' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
  if (typeof value === 'number') return formatDecimal(value, language, { decimals });
  if (typeof value === 'string' && result === 'date') return formatDay(value, language);
  if (typeof value === 'string' && result === 'dateTime') return formatMoment(value, language);
  if (Array.isArray(value))
    return value.map((each) => formulaText(each, {}, language)).join(language === 'zh-CN' ? '、' : ', ');
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
    ? formatMoment(value, language)
    : plainWords(value);
}
