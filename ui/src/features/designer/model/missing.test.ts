import { expect, it } from 'vitest';
import { missingIn } from './missing';
import { toDraft } from './uids';

const field = (type: string, more = {}) => ({ key: type, type, label: {}, ...more });
const draft = (fields: ReturnType<typeof field>[], rules = {}) =>
  toDraft({ key: 'x', title: { en: 'X' }, fields, ...rules });

it('says what has still to be chosen, and where', () => {
  const missing = missingIn(
    draft([
      field('reference'),
      field('lookup', { reference: 'customer' }),
      field('rollup', { table: 'calls', function: 'sum' }),
      field('formula', { expression: ' ' }),
      field('table', { fields: [field('references')] }),
    ]),
  );

  expect(missing).toEqual([
    { path: '/fields/0', what: 'target' },
    { path: '/fields/1', what: 'field' },
    { path: '/fields/2', what: 'field' },
    { path: '/fields/3', what: 'expression' },
    { path: '/fields/4/fields/0', what: 'target' },
  ]);
});

it('leads from an empty condition to the field that it is for', () => {
  const rules = { rules: [{ when: '', set: [{ field: 'text', visible: true }] }] };

  expect(missingIn(draft([field('text')], rules))).toEqual([{ path: '/fields/0', what: 'condition' }]);
});

it('is content with a whole draft', () => {
  expect(missingIn(draft([field('text'), field('rollup', { table: 'calls', function: 'count' })]))).toEqual(
    [],
  );
});
