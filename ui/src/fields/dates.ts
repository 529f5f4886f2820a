import dayjs from 'dayjs';
import type { Language } from '@/api/types';

/** How the reader writes days and moments. */
export const dayFormat = (language: Language) => (language === 'zh-CN' ? 'YYYY-MM-DD' : 'D MMM YYYY');
export const momentFormat = (language: Language) => `${dayFormat(language)} HH:mm`;

export function formatDay(value: string, language: Language) {
  const day = dayjs(value, 'YYYY-MM-DD');
  return day.isValid()
    ? day.locale(language === 'zh-CN' ? 'zh-cn' : 'en').format(dayFormat(language))
    : value;
}

/** A moment in the reader's time zone. */
export function formatMoment(value: string, language: Language) {
  const moment = dayjs(value);
  return moment.isValid()
    ? moment.locale(language === 'zh-CN' ? 'zh-cn' : 'en').format(momentFormat(language))
    : value;
}

/** "14:30:00" → "14:30"; seconds show where there are any. */
export const formatClock = (value: string) => value.replace(/^(\d\d:\d\d):00$/, '$1');

export function checkDays(
  value: string,
  { min, max }: { min?: string; max?: string },
  language: Language,
  show = formatDay,
) {
  const zh = language === 'zh-CN';
  if (min && value < min)
    return zh ? `不能早于 ${show(min, language)}。` : `Must not be before ${show(min, language)}.`;
  if (max && value > max)
    return zh ? `不能晚于 ${show(max, language)}。` : `Must not be after ${show(max, language)}.`;
  return undefined;
}
