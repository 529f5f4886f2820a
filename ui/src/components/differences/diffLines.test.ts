import { expect, it } from 'vitest';
import type { FormDefinition } from '@/api/types';
import { diffLines } from './diffLines';

const contact: FormDefinition = {
  key: 'contact',
  title: {},
  fields: [
    { key: 'phone', type: 'phone', label: { 'zh-CN': '手机', en: 'Mobile' }, aliases: ['mobile'] },
    {
      key: 'calls',
      type: 'table',
      label: { 'zh-CN': '呼叫', en: 'Calls' },
      fields: [{ key: 'minutes', type: 'number', label: { 'zh-CN': '分钟', en: 'Minutes' } }],
    },
  ],
};
const text = (value: unknown) => `<${String(value)}>`;

it('names the field and gives both values in words', () => {
  expect(diffLines([{ field: 'phone', before: '138', after: '139' }], contact, 'zh-CN', text)).toEqual([
    { field: 'phone', label: '手机', before: '<138>', after: '<139>' },
  ]);
});

it('shows emptiness as nothing', () => {
  expect(diffLines([{ field: 'phone', before: null, after: '139' }], contact, 'en', text)[0]).toMatchObject({
    before: '',
    after: '<139>',
  });
});

it('finds a renamed field by its alias, and keeps the key of a removed one', () => {
  const lines = diffLines(
    [
      { field: 'mobile', before: '1', after: '2' },
      { field: 'fax', before: { id: 'x', title: 'Old' }, after: null },
    ],
    contact,
    'en',
    text,
  );
  expect(lines.map((line) => [line.label, line.before])).toEqual([
    ['Mobile', '<1>'],
    ['fax', 'Old'],
  ]);
});

it('goes into the rows of a sub-table', () => {
  const rows = [
    { row: 'r1', change: 'changed' as const, cells: [{ field: 'minutes', before: 4, after: 6 }] },
  ];
  expect(diffLines([{ field: 'calls', before: [], after: [], rows }], contact, 'en', text)).toEqual([
    { field: 'calls', label: 'Calls · Minutes', before: '<4>', after: '<6>', row: 'changed' },
  ]);
});
