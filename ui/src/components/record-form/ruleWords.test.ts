import { expect, it } from 'vitest';
import { conditionWords, effectsOn } from './ruleWords';

const form = {
  key: 'contact',
  title: {},
  fields: [
    {
      key: 'priority',
      type: 'select',
      label: { 'zh-CN': '优先级', en: 'Priority' },
      options: [{ key: 'high', label: { 'zh-CN': '高', en: 'High' } }],
    },
    { key: 'phone', type: 'phone', label: { 'zh-CN': '手机', en: 'Mobile' } },
  ],
};

it.each([
  ["priority == 'high'", '优先级 = 高', 'Priority = High'],
  [
    "priority != 'high' && !ISEMPTY(phone)",
    '优先级 ≠ 高 且 手机已填',
    'Priority ≠ High and Mobile is filled in',
  ],
  ['LEN(phone) > 3', 'LEN(phone) > 3', 'LEN(phone) > 3'],
])('%s', (expression, chinese, english) => {
  expect(conditionWords(expression, form, 'zh-CN')).toBe(chinese);
  expect(conditionWords(expression, form, 'en')).toBe(english);
});

it('finds what rules do to a field', () => {
  const rules = [{ when: 'a', set: [{ field: 'phone', required: true, visible: false }] }];

  expect(effectsOn('phone', rules)).toEqual([
    { effect: 'hidden', when: 'a' },
    { effect: 'required', when: 'a' },
  ]);
});
