import { describe, expect, it } from 'vitest';
import { formatDecimal, grouped, readNumber, shifted } from './numbers';

it.each([
  [1234567.25, {}, '1,234,567.25'],
  [99.5, { decimals: 2, currency: 'CNY' }, '¥99.50'],
  [0.155, { percent: true }, '15.5%'],
  [0.1 + 0.2, { decimals: 2 }, '0.30'],
])('%d is written with its kind', (value, look, shown) => {
  expect(formatDecimal(value, 'zh-CN', look)).toBe(shown);
});

describe('typing a number', () => {
  it('understands full-width digits, separators and signs', () => {
    expect(readNumber('￥１，２３４．５')).toBe('1234.5');
    expect(readNumber('−12')).toBe('-12');
  });

  it('groups digits only once one has stopped', () => {
    expect(grouped(1234567.5, { userTyping: false, input: '' })).toBe('1,234,567.5');
    expect(grouped(1234, { userTyping: true, input: '1234.' })).toBe('1234.');
  });
});

it('shifts percentages without the noise of binary fractions', () => {
  expect(shifted(0.07, 2)).toBe(7);
  expect(shifted(15.5, -2)).toBe(0.155);
  expect(shifted(0, 2)).toBe(0);
});
