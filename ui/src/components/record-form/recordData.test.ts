import { expect, it } from 'vitest';
import { dataToChange, dataToCreate, initialData, same } from './recordData';

const form = {
  key: 'contact',
  title: {},
  fields: [
    { key: 'name', type: 'text', label: {} },
    { key: 'priority', type: 'select', label: {}, default: 'low' },
    { key: 'reach', type: 'section', label: {} },
    { key: 'minutes', type: 'formula', label: {} },
    { key: 'calls', type: 'table', label: {}, fields: [] },
  ],
};

it('begins with the defaults, then with what is given', () => {
  expect(initialData(form, { name: '张伟' })).toEqual({ priority: 'low', name: '张伟' });
});

it('creates with what is filled in, without computed values and local row ids', () => {
  const body = dataToCreate(form, {
    name: '张伟',
    minutes: 4,
    priority: '',
    calls: [{ id: 'new-1', minutes: 4 }],
  });

  expect(body).toEqual({ name: '张伟', calls: [{ minutes: 4 }] });
});

it('changes only what differs, and empties with null', () => {
  const before = { name: '张伟', priority: 'low', customer: { title: 'X', id: '1' } };

  expect(dataToChange(form, before, { ...before, name: '', priority: 'high' })).toEqual({
    name: null,
    priority: 'high',
  });
});

it('compares by meaning, not by the order of keys', () => {
  expect(same({ id: '1', title: 'X' }, { title: 'X', id: '1' })).toBe(true);
  expect(same(null, undefined)).toBe(true);
  expect(same([], null)).toBe(true);
  expect(same([{ id: 'a' }], [{ id: 'b' }])).toBe(false);
});
