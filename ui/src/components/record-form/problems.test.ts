import { expect, it } from 'vitest';
import { evaluate } from './evaluation';
import { problemsOf } from './problems';

const form = {
  key: 'contact',
  title: {},
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '姓名', en: 'Name' }, required: true },
    { key: 'phone', type: 'phone', label: { 'zh-CN': '手机', en: 'Mobile' } },
    {
      key: 'calls',
      type: 'table',
      label: {},
      fields: [{ key: 'minutes', type: 'number', label: { en: 'Minutes' }, min: 1 }],
    },
  ],
};
const check = (data: Record<string, unknown>, before?: Record<string, unknown>) =>
  problemsOf(form, evaluate(form, data, { language: 'zh-CN', before }), 'zh-CN', before);

it('asks for what is required', () => {
  expect(check({})).toEqual({ '/data/name': '请填写姓名。' });
});

it('says what is wrong where it stands, rows too', () => {
  expect(check({ name: '张伟', phone: '138 0000 01', calls: [{ minutes: 0 }] })).toEqual({
    '/data/phone': '少 2 位。中国手机号是 11 位。',
    '/data/calls/0/minutes': '不能小于 1。',
  });
});

it('leaves alone what came so', () => {
  expect(check({ name: '张伟', phone: '138' }, { phone: '138' })).toEqual({});
});
