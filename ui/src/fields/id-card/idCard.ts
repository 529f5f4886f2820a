import type { Language } from '@/api/types';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last character of a citizen's identity number, by GB 11643 (ISO 7064 MOD 11-2). */
export const checkDigit = (first17: string) =>
  '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(first17[at]), 0) % 11];

export const cleanIdCard = (typed: string) => typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

export function checkIdCard(value: string, language: Language): string | undefined {
  if (value.includes('*')) return undefined;
  const zh = language === 'zh-CN';
  const id = cleanIdCard(value);
  if (!/^\d*X?$/.test(id)) return zh ? '只能是数字，最后一位可以是 X。' : 'Only digits; the last may be X.';
  if (id.length !== 18)
    return zh
      ? `身份证号是 18 位，现在 ${id.length} 位。`
      : `An identity number has 18 characters; there are ${id.length}.`;
  const [year, month, day] = [id.slice(6, 10), id.slice(10, 12), id.slice(12, 14)].map(Number) as [
    number,
    number,
    number,
  ];
  const born = new Date(Date.UTC(year, month - 1, day));
  if (year < 1880 || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day)
    return zh ? '第 7 到 14 位不是一个日期。' : 'Characters 7 to 14 are not a date.';
  if (checkDigit(id) !== id[17])
    return zh
      ? '校验位不对，请核对有没有输错的数字。'
      : 'The check digit does not fit: compare the digits once more.';
  return undefined;
}
