import { expect, it } from 'vitest';
import { relativeTime } from './time';

const now = new Date(2026, 10, 21, 15, 0);

it.each([
  [new Date(2026, 10, 21, 14, 59, 30), '刚刚', 'just now'],
  [new Date(2026, 10, 21, 14, 45), '15 分钟前', '15 minutes ago'],
  [new Date(2026, 10, 21, 9, 5), '今天 09:05', 'today 09:05'],
  [new Date(2026, 10, 20, 23, 5), '昨天 23:05', 'yesterday 23:05'],
  [new Date(2026, 7, 27, 9, 10), '8 月 27 日 09:10', '27 Aug 09:10'],
  [new Date(2025, 2, 2, 9, 10), '2025 年 3 月 2 日', '2 Mar 2025'],
])('%s', (at, chinese, english) => {
  expect(relativeTime(at, 'zh-CN', now)).toBe(chinese);
  expect(relativeTime(at, 'en', now)).toBe(english);
});
