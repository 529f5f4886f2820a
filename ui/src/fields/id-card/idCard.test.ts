import { expect, it } from 'vitest';
import { checkIdCard, cleanIdCard } from './idCard';

it.each([
  ['11010519491231002X', undefined],
  ['440524188001010014', undefined],
  ['110105194912310021', '校验位不对'],
  ['11010519491331002X', '不是一个日期'],
  ['1101051949', '现在 10 位'],
  ['1101**********002X', undefined],
])('%s', (value, message) => {
  const said = checkIdCard(value, 'zh-CN');
  if (message === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(message);
});

it('reads what an input method writes', () => {
  expect(cleanIdCard('１１０１０５ 19491231 002ｘ')).toBe('11010519491231002X');
});
