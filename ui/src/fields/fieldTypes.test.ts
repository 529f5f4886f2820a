import { expect, it } from 'vitest';
import english from './locales/en.json';
import { fieldType, fieldTypes } from '.';

const text = (type: string, value: unknown, more = {}) =>
  fieldType(type).text(value, { key: 'x', type, label: {}, ...more }, 'zh-CN');
const options = [{ key: 'a', label: { 'zh-CN': '甲' }, children: [{ key: 'b', label: { 'zh-CN': '乙' } }] }];

it.each([
  ['date', '2026-11-21', {}, '2026-11-21'],
  ['time', '14:30:00', {}, '14:30'],
  ['dateRange', { from: '2026-11-01', to: '2026-11-05' }, {}, '2026-11-01 – 2026-11-05'],
  ['boolean', true, {}, '是'],
  ['select', 'a', { options }, '甲'],
  ['select', 'gone', { options }, 'gone'],
  ['cascade', ['a', 'b'], { options }, '甲 / 乙'],
  [
    'users',
    [
      { id: '1', title: '李强' },
      { id: '2', title: '王芳' },
    ],
    {},
    '李强、王芳',
  ],
  ['rating', 4, { max: 5 }, '4 / 5'],
  ['formula', 3, { result: 'number', decimals: 1 }, '3.0'],
  ['file', [{ id: '1', name: 'a.pdf' }], {}, 'a.pdf'],
  ['location', { lng: 121.47, lat: 31.23, address: '上海' }, {}, '上海 · 31.23000, 121.47000'],
])('%s as words', (type, value, more, words) => {
  expect(text(type, value, more)).toBe(words);
});

it('shows a value that a former type left as it is', () => {
  expect(text('number', 'abc')).toBe('abc');
  expect(text('unknown', { id: '1', title: 'X' })).toBe('X');
});

it('has nothing to say of an empty value', () => {
  for (const { type } of fieldTypes) expect(text(type, null), type).toBe('');
});

it('names every type', () => {
  expect(Object.keys(english.type).sort()).toEqual(fieldTypes.map((each) => each.type).sort());
});
