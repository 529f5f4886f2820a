import {
  AsYouType,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min';
import type { Language } from '@/api/types';

const country = (region: string | undefined): CountryCode =>
  region && isSupportedCountry(region) ? region : 'CN';

const narrow = (typed: string) =>
  typed
    .normalize('NFKC')
    .replace(/(转|分机|ext\.?|x)\s*/i, ' ext. ')
    .trim();

const parse = (text: string, region?: string) =>
  parsePhoneNumberFromString(text.replace(/;ext=/, ' ext. '), country(region));

/** As PhoneField.cs judges: exactly for China, by length abroad, where new ranges open all the time. */
const canBe = (number: PhoneNumber) => (number.country === 'CN' ? number.isValid() : number.isPossible());

/** What people type → E.164 with its extension; what is no number yet stays as it was typed. */
export function toWire(typed: string, region?: string): string | null {
  const text = narrow(typed);
  if (text === '') return null;
  const number = parse(text, region);
  if (!number || !canBe(number)) return typed.trim();
  return number.number + (number.ext ? `;ext=${number.ext}` : '');
}

/** "+8613800000160" → "138 0000 0160" at home, "+49 30 74510" abroad. Masked numbers stay as they are. */
export function formatPhone(value: string, region: string | undefined, language: Language): string {
  if (!value.startsWith('+') || value.includes('*')) return value;
  const number = parse(value, region);
  if (!number) return value;
  const { ext } = number;
  number.ext = undefined as never;
  const main = number.country === country(region) ? number.formatNational() : number.formatInternational();
  return ext ? `${main} ${language === 'zh-CN' ? '转' : 'ext.'} ${ext}` : main;
}

/** Groups the digits as far as they are typed. */
export function formatTyped(typed: string, region?: string): string {
  if (/[^\d\s+()-]/.test(typed.normalize('NFKC'))) return typed;
  return new AsYouType(country(region)).input(typed.normalize('NFKC')) || typed;
}

/** For `tel:` links, or nothing where there is nothing to call. */
export const callLink = (value: string) =>
  value.startsWith('+') && !value.includes('*') ? `tel:${value}` : undefined;

export function checkPhone(
  value: string,
  region: string | undefined,
  language: Language,
): string | undefined {
  if (value.includes('*')) return undefined;
  const zh = language === 'zh-CN';
  const digits = narrow(value).replace(/\D/g, '');
  const national = digits.replace(/^(00)?86(?=1)/, '');
  const isMobile =
    country(region) === 'CN' &&
    (!value.startsWith('+') || value.startsWith('+86')) &&
    /^1[3-9]/.test(national);
  if (isMobile && national.length < 11)
    return zh
      ? `少 ${11 - national.length} 位。中国手机号是 11 位。`
      : `${11 - national.length} digits short. A mobile number in China has 11.`;
  if (isMobile && national.length > 11 && !value.includes(';ext') && !/ext/.test(narrow(value)))
    return zh
      ? `多 ${national.length - 11} 位。中国手机号是 11 位。`
      : `${national.length - 11} digits too many. A mobile number in China has 11.`;
  const number = parse(narrow(value), region);
  if (number && canBe(number)) return undefined;
  return zh
    ? '这不是完整的电话号码。国外号码以 + 和国家代码开头。'
    : 'This is not a complete phone number. Numbers abroad begin with + and the country code.';
}
