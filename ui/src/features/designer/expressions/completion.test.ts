import { expect, it } from 'vitest';
import { toDraft } from '../model/uids';
import { functionAround, offers, taken } from './completion';

const draft = toDraft({
  key: 'contact',
  title: {},
  fields: [
    {
      key: 'priority',
      type: 'select',
      label: { 'zh-CN': '优先级' },
      options: [
        { key: 'high', label: { 'zh-CN': '高' } },
        { key: 'low', label: { 'zh-CN': '低' } },
      ],
    },
    {
      key: 'calls',
      type: 'table',
      label: { 'zh-CN': '呼叫' },
      fields: [{ key: 'minutes', type: 'number', label: { 'zh-CN': '分钟' } }],
    },
  ],
});
const sum = {
  name: 'SUM',

  signature: 'SUM(values…)',
  en: 'The total.',
  zh: '合计。',
  example: '',
};
const at = (marked: string) => ({ source: marked.replace('|', ''), caret: marked.indexOf('|') });
const offered = (marked: string) => {
  const { source, caret } = at(marked);
  return offers(source, caret, draft, [sum], 'zh-CN').map((each) => each.insert);
};

it('offers fields, columns and functions by what is typed', () => {
  expect(offered('pri|')).toEqual(['priority']);
  expect(offered('SUM(calls.mi|')).toEqual(['calls.minutes']);
  expect(offered('su|')).toEqual(['SUM(']);
});

it('offers the options of the field that is compared', () => {
  expect(offered('priority == |')).toEqual(["'high'", "'low'"]);
  expect(offered("priority == 'hi|'")).toEqual(["'high'"]);
});

it.each([
  ['SUM(calls.mi|)', 'SUM(calls.minutes|)'],
  ['su|', 'SUM(|'],
  ["priority == 'hi|'", "priority == 'high'|"],
])('takes an offer into %s', (before, after) => {
  const { source, caret } = at(before);
  const [first] = offers(source, caret, draft, [sum], 'zh-CN');
  expect(first && taken(source, caret, first)).toEqual(at(after));
});

it('knows the function around the caret', () => {
  const { source, caret } = at('IF(SUM(a), |');
  expect(functionAround(source, caret)).toBe('IF');
});
