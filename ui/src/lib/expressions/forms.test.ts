// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldDefinition, FormDefinition } from '@/api/types';
import { evaluateForm, type FieldState } from './evaluateForm';

// tests/expressions/forms.json is run by FormsHub.Formulas.Tests against the server's logic too.
type Data = Record<string, unknown>;
interface Cases {
  context: { now: string; zone: string; me: string };
  targets: FormDefinition[];
  linked: Record<string, Data>;
  cases: {
    about: string;
    fields: FieldDefinition[];
    rules?: FormDefinition['rules'];
    data: Data;
    before?: Data;
    gives: Data;
    states?: Record<string, string>;
    errors?: string[];
  }[];
}

const { context, targets, linked, cases } = JSON.parse(
  readFileSync('../tests/expressions/forms.json', 'utf8'),
) as Cases;

describe('the logic of a form', () => {
  it.each(cases)('$about', ({ fields, rules = [], data, before, gives, states = {}, errors = [] }) => {
    const outcome = evaluateForm({ key: 'sample', title: {}, fields, rules }, data, {
      now: new Date(context.now),
      zone: context.zone,
      me: { id: context.me },
      before,
      linked: (field, id) => {
        const form = targets.find((each) => each.key === field.target);
        const record = linked[id];
        return form && record ? { form, data: record } : undefined;
      },
    });

    const present = Object.fromEntries(Object.entries(outcome.data).filter(([, value]) => value !== null));
    expect(present).toEqual(gives);
    expect(outcome.errors.map(({ path, code }) => `${path} ${code}`)).toEqual(errors);
    for (const [name, state] of Object.entries(states)) {
      const [field = '', row] = name.split(' ');
      expect(words(outcome.stateOf(field, row === undefined ? undefined : Number(row))), name).toBe(state);
    }
  });

  it('leaves what only the server knows as it is', () => {
    const form: FormDefinition = {
      key: 'sample',
      title: {},
      fields: [
        { key: 'customer', type: 'reference', target: 'customer', label: {} },
        { key: 'level', type: 'formula', expression: 'customer.level', result: 'text', label: {} },
      ],
    };
    const data = { customer: { id: 'unknown', title: 'X' }, level: 'VIP' };

    const outcome = evaluateForm(form, data, { now: new Date(0), zone: 'UTC' });

    expect(outcome.data).toEqual(data);
    expect(outcome.errors).toEqual([]);
  });
});

function words({ visible, required, readOnly }: FieldState) {
  return [visible && 'visible', required && 'required', readOnly && 'readOnly'].filter(Boolean).join(' ');
}
