import { describe, expect, it } from 'vitest';
import { callLink, checkPhone, formatPhone, formatTyped, toWire } from './phone';

it.each([
  ['138 0000 0160', '+8613800000160'],
  ['１３８０００００１６０', '+8613800000160'],
  ['010-62345678 转 8001', '+861062345678;ext=8001'],
  ['+49 30 0074321', '+49300074321'],
  ['138 0000 01', '138 0000 01'],
  ['', null],
])('%s is sent as %s', (typed, wire) => {
  expect(toWire(typed, 'CN')).toBe(wire);
});

it.each([
  ['+8613800000160', '138 0000 0160'],
  ['+861062345678;ext=8001', '010 6234 5678 转 8001'],
  ['+49300074321', '+49 30 0074321'],
  ['138****0160', '138****0160'],
])('%s is shown as %s', (wire, shown) => {
  expect(formatPhone(wire, 'CN', 'zh-CN')).toBe(shown);
});

it('groups digits while they are typed', () => {
  expect(formatTyped('1380000', 'CN')).toBe('138 0000');
  expect(formatTyped('13800000160', 'CN')).toBe('138 0000 0160');
});

describe('a number that cannot be called', () => {
  it('says how many digits are missing', () => {
    expect(checkPhone('138 0000 01', 'CN', 'zh-CN')).toBe('少 2 位。中国手机号是 11 位。');
    expect(checkPhone('138 0000 01606', 'CN', 'en')).toContain('1 digits too many');
  });

  it('is told apart from one that can', () => {
    expect(checkPhone('+8613800000160', 'CN', 'en')).toBeUndefined();
    expect(checkPhone('12', 'CN', 'en')).toContain('not a complete phone number');
  });

  it('has no link', () => {
    expect(callLink('138****0160')).toBeUndefined();
    expect(callLink('+8613800000160')).toBe('tel:+8613800000160');
  });
});
