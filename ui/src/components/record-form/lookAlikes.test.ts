import { expect, it } from 'vitest';
import type { FieldDefinition, FormDefinition } from '@/api/types';
import { lookedFor, looksAlike } from './lookAlikes';

const name: FieldDefinition = { key: 'name', type: 'text', label: {} };
const phone: FieldDefinition = { key: 'phone', type: 'phone', label: {} };
const backup: FieldDefinition = { key: 'backup', type: 'phone', label: {} };
const note: FieldDefinition = { key: 'note', type: 'text', label: {} };
const form: FormDefinition = {
  key: 'contact',
  title: {},
  titleField: 'name',
  fields: [name, phone, backup, note],
};

it.each([
  [name, '张伟', '张伟'],
  [name, '张', undefined],
  [name, 'Ann', undefined],
  [name, ' Anna  Lee ', 'anna lee'],
  [phone, '+8613800000160', '00000160'],
  [phone, '138 0000 01', '38000001'],
  [phone, '138', undefined],
  [phone, '138****0160', undefined],
  [note, 'calls back at night', undefined],
])('%o %s', (field, value, sought) => expect(lookedFor(form, field, value)).toBe(sought));

it('a number is alike wherever it stands, with or without its country', () => {
  const data = { phone: null, backup: '+8613800000160' };
  expect(looksAlike(form, phone, '13800000160', { title: '李强', data })).toBe(true);
  expect(looksAlike(form, phone, '13800000161', { title: '李强', data })).toBe(false);
});

it('a name is alike when theirs holds it', () => {
  expect(looksAlike(form, name, '张伟', { title: '张伟明', data: {} })).toBe(true);
  expect(looksAlike(form, name, '张伟', { title: '李强', data: { note: '张伟' } })).toBe(false);
});
