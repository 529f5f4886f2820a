import { expect, it } from 'vitest';
import { may, withRights } from './rights';
import type { FieldDefinition, Form } from './types';
import { forgetViewTicket, keepViewTicket } from './viewTicket';

const field = (key: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  key,
  type: 'text',
  label: {},
  ...more,
});

const form = (rights: NonNullable<Form['rights']>): Form => ({
  key: 'contact',
  title: {},
  version: 1,
  hasDraft: false,
  mayManage: false,
  rights,
  definition: {
    key: 'contact',
    title: {},
    fields: [
      field('name'),
      field('phone', { sensitive: 'mask' }),
      field('note'),
      field('calls', { type: 'table', fields: [field('minutes'), field('secret')] }),
    ],
  },
});

it('drops what is hidden and fixes what is only read, columns too', () => {
  const { definition, fillIn } = withRights(
    form({
      actions: ['read', 'update', 'create'],
      rows: 'some',
      fields: { name: 'read', phone: 'masked', note: 'hidden', 'calls.secret': 'hidden' },
    }),
  );
  const [name, phone, calls] = definition?.fields ?? [];
  expect([name?.key, phone?.key, calls?.key]).toEqual(['name', 'phone', 'calls']);
  expect(name?.readOnly).toBe(true);
  expect(phone?.readOnly).toBeUndefined();
  expect(calls?.fields?.map((each) => each.key)).toEqual(['minutes']);
  expect(fillIn?.fields.map((each) => each.key)).toContain('note');
});

it('changes nothing where nothing may be changed', () => {
  const { definition } = withRights(form({ actions: ['read'], rows: 'all', fields: {} }));
  expect(definition?.fields.every((each) => each.readOnly)).toBe(true);
});

it('offers what is granted', () => {
  const reader = form({ actions: ['read'], rows: 'all', fields: {} });
  expect(may(reader, 'read')).toBe(true);
  expect(may(reader, 'delete')).toBe(false);
});

it('offers nothing that changes something while one sees the application as another person', () => {
  const whole = form({
    actions: ['read', 'update', 'create', 'viewHistory', 'share'],
    rows: 'all',
    fields: {},
  });
  keepViewTicket('ticket');
  try {
    expect(['read', 'viewHistory'].every((action) => may(whole, action as 'read'))).toBe(true);
    expect((['update', 'create', 'share'] as const).some((action) => may(whole, action))).toBe(false);
    expect(withRights(whole).definition?.fields.every((each) => each.readOnly)).toBe(true);
  } finally {
    forgetViewTicket();
  }
  expect(may(whole, 'share')).toBe(true);
});
