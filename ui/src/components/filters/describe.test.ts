import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import type { FieldDefinition, Filter } from '@/api/types';
import english from './locales/en.json';
import chinese from './locales/zh-CN.json';
import { describe as sentence } from './describe';
import { fromFilter } from './filterModel';
import { targetsOf } from './paths';

const fields: FieldDefinition[] = [
  { key: 'customer', type: 'reference', target: 'customer', label: { 'zh-CN': '客户', en: 'Customer' } },
  { key: 'verifiedAt', type: 'dateTime', label: { 'zh-CN': '核实时间', en: 'Verified' } },
  { key: 'owner', type: 'user', label: { 'zh-CN': '负责人', en: 'Owner' } },
];
const level: FieldDefinition = {
  key: 'level',
  type: 'select',
  label: { 'zh-CN': '等级', en: 'Level' },
  options: [{ key: 'vip', label: { 'zh-CN': 'VIP', en: 'VIP' } }],
};
const targets = targetsOf(fields, new Map([['customer', { key: 'customer', title: {}, fields: [level] }]]));

beforeAll(() =>
  i18next.init({
    resources: { en: { filters: english }, 'zh-CN': { filters: chinese } },
    lng: 'en',
    interpolation: { escapeValue: false },
  }),
);

it.each<[Filter, string, string]>([
  [{ customer: { level: { in: ['vip'] } } }, 'Customer · Level is VIP', '客户 · 等级 是 VIP'],
  [{ verifiedAt: { lt: { $now: '-P90D' } } }, 'Verified before 90 days ago', '核实时间 早于 90 天前'],
  [{ owner: { in: ['$me'] } }, 'Owner is me', '负责人 是 我'],
  [{ verifiedAt: { isEmpty: true } }, 'Verified is empty', '核实时间 为空'],
])('%j reads well', (filter, en, zh) => {
  const said = (language: 'en' | 'zh-CN') =>
    sentence(fromFilter(filter), {
      t: i18next.getFixedT(language, 'filters'),
      language,
      targets,
      titleOf: (id) => id,
    });
  expect(said('en')).toBe(en);
  expect(said('zh-CN')).toBe(zh);
});
