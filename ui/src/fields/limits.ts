import type { Language } from '@/api/types';
import { formatDecimal } from './numbers';

/** Sentences about limits, said before the server would. */
export function checkRange(
  value: number,
  { min, max }: { min?: number; max?: number },
  language: Language,
  show = (limit: number) => formatDecimal(limit, language),
): string | undefined {
  const zh = language === 'zh-CN';
  if (min !== undefined && value < min)
    return zh ? `不能小于 ${show(min)}。` : `Must be at least ${show(min)}.`;
  if (max !== undefined && value > max)
    return zh ? `不能大于 ${show(max)}。` : `Must be at most ${show(max)}.`;
  return undefined;
}

export function checkDecimals(value: number, decimals: number | undefined, language: Language) {
  const places = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  if (decimals === undefined || places <= decimals) return undefined;
  return language === 'zh-CN' ? `最多 ${decimals} 位小数。` : `At most ${decimals} decimals.`;
}

export function checkLength(
  value: string,
  { minLength, maxLength }: { minLength?: number; maxLength?: number },
  language: Language,
) {
  const length = [...value].length;
  const zh = language === 'zh-CN';
  if (minLength !== undefined && length < minLength)
    return zh
      ? `至少 ${minLength} 个字，现在 ${length} 个。`
      : `At least ${minLength} characters; there are ${length}.`;
  if (maxLength !== undefined && length > maxLength)
    return zh
      ? `最多 ${maxLength} 个字，现在 ${length} 个。`
      : `At most ${maxLength} characters; there are ${length}.`;
  return undefined;
}

export function checkCount(
  count: number,
  { minItems, maxItems }: { minItems?: number; maxItems?: number },
  language: Language,
) {
  const zh = language === 'zh-CN';
  if (minItems !== undefined && count < minItems)
    return zh ? `至少选 ${minItems} 项。` : `Choose at least ${minItems}.`;
  if (maxItems !== undefined && count > maxItems)
    return zh ? `最多选 ${maxItems} 项。` : `Choose at most ${maxItems}.`;
  return undefined;
}
