import type { Data, FieldDefinition, FormDefinition } from '@/api/types';
import { fieldType } from '@/fields';
import { isEmpty } from '@/fields/defineField';
import { rowsForServer } from '@/fields/table/rows';

export const same = (left: unknown, right: unknown) =>
  (isEmpty(left) && isEmpty(right)) || JSON.stringify(ordered(left)) === JSON.stringify(ordered(right));

/** Keys in one order, so that the same value written twice compares as the same. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !isEmpty(each))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, ordered(each)]),
  );
}

/** Whether people type this field's value. */
export const isTyped = (field: FieldDefinition) => {
  const { layoutOnly, computed } = fieldType(field.type);
  return !layoutOnly && !computed;
};

const wire = (field: FieldDefinition, value: unknown) =>
  isEmpty(value) ? null : field.type === 'table' ? rowsForServer(value, field.fields) : value;

/** What a new record begins with. */
export function initialData(form: FormDefinition, given: Data = {}): Data {
  const data: Data = {};
  for (const field of form.fields)
    if (isTyped(field) && !isEmpty(field.default)) data[field.key] = field.default;
  return { ...data, ...given };
}

/** The body of a create: all that is filled in. */
export function dataToCreate(form: FormDefinition, data: Data): Data {
  const body: Data = {};
  for (const field of form.fields)
    if (isTyped(field) && !isEmpty(data[field.key])) body[field.key] = wire(field, data[field.key]);
  return body;
}

/** The body of a PATCH: only what changes, null where emptied. */
export function dataToChange(form: FormDefinition, before: Data, after: Data): Data {
  const body: Data = {};
  for (const field of form.fields)
    if (isTyped(field) && !same(before[field.key], after[field.key]))
      body[field.key] = wire(field, after[field.key]);
  return body;
}
