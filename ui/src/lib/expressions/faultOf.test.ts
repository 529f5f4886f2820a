// @vitest-environment node
import { expect, it } from 'vitest';
import type { FieldDefinition } from '@/api/types';
import { faultOf } from './faultOf';

const calls: FieldDefinition = {
  key: 'calls',
  type: 'table',
  label: {},
  fields: [{ key: 'minutes', type: 'number', label: {} }],
};
const fields: FieldDefinition[] = [
  { key: 'amount', type: 'number', label: {}, aliases: ['sum'] },
  calls,
  { key: 'customer', type: 'reference', label: {} },
];

it.each(['amount + sum', 'SUM(calls.minutes)', "customer.level == 'VIP'", 'owner == ME()'])(
  'takes %s',
  (source) => {
    expect(faultOf(source, fields)).toBeUndefined();
  },
);

it.each([
  ['amont + 1', 'unknown_field', 1, 1],
  ['1 +\n calls.minute', 'unknown_field', 2, 2],
  ['amount +', 'unexpected_end', 1, 9],
  ['SUMM(1)', 'unknown_function', 1, 1],
  ['minutes * 2', 'unknown_field', 1, 1],
])('finds what is wrong with %s', (source, code, line, column) => {
  expect(faultOf(source, fields)).toMatchObject({ code, line, column });
});

it('knows the columns beside a column', () => {
  expect(faultOf('minutes * amount', fields, calls)).toBeUndefined();
});

it('says which name was probably meant', () => {
  expect(faultOf('amont', fields)?.text.en).toBe('There is no field "amont". Did you mean "amount"?');
});
