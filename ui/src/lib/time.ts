import type { Language } from '@/api/types';

const minute = 60_000;

/** When something was, as people say it: "3 minutes ago", "today 14:02", "27 Aug 09:10", "2 Mar 2025". */
export function relativeTime(at: string | Date, language: Language, now = new Date()): string {
  const then = new Date(at);
  const ago = now.getTime() - then.getTime();
  const zh = language === 'zh-CN';
  if (Math.abs(ago) < minute) return zh ? '刚刚' : 'just now';
  if (ago > 0 && ago < 60 * minute) return minutesAgo(Math.floor(ago / minute), zh);

  const time = clock(then);
  const days = dayNumber(now) - dayNumber(then);
  if (days === 0) return zh ? `今天 ${time}` : `today ${time}`;
  if (days === 1) return zh ? `昨天 ${time}` : `yesterday ${time}`;
  const sameYear = then.getFullYear() === now.getFullYear();
  const day = zh
    ? `${sameYear ? '' : `${then.getFullYear()} 年 `}${then.getMonth() + 1} 月 ${then.getDate()} 日`
    : then.toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        ...(sameYear ? {} : { year: 'numeric' }),
      });
  return sameYear ? `${day} ${time}` : day;
}

/** A moment in short, for what is planned: "30 Nov 2026 18:00". */
export function momentText(at: string | Date, language: Language): string {
  return new Date(at).toLocaleString(language === 'en' ? 'en-GB' : language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** The exact moment, in the reader's time zone. */
export function exactTime(at: string | Date, language: Language): string {
  return new Date(at).toLocaleString(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'full',
    timeStyle: 'long',
  });
}

const minutesAgo = (count: number, zh: boolean) =>
  zh ? `${count} 分钟前` : `${count} minute${count === 1 ? '' : 's'} ago`;
const clock = (at: Date) =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
const dayNumber = (at: Date) =>
  Math.round(new Date(at.getFullYear(), at.getMonth(), at.getDate(), 12).getTime() / 86_400_000);
