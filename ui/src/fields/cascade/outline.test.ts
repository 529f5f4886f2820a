import { expect, it } from 'vitest';
import { fromOutline, toOutline } from './outline';

const tree = [
  {
    key: 'cn',
    label: { 'zh-CN': '中国', en: 'China' },
    children: [{ key: 'sh', label: { 'zh-CN': '上海', en: 'Shanghai' } }],
  },
  { key: 'de', label: { en: 'Germany' } },
];

it('reads back what it wrote', () => {
  expect(fromOutline(toOutline(tree))).toEqual(tree);
});

it('gives a key of its own to each line that has none', () => {
  const [first, second] = fromOutline('华东\n  上海\n华北');

  expect(first).toMatchObject({ key: 'option1', label: { 'zh-CN': '华东' }, children: [{ key: 'option2' }] });
  expect(second).toMatchObject({ key: 'option3' });
});
