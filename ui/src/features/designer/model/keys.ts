import type { FieldDefinition } from '@/api/types';
import type { Draft, DraftField } from './uids';
import { listAt, type Place } from './places';

const keyPattern = /^[a-z][A-Za-z0-9]{0,62}$/;

/** Names of every record and words of filters, as Core/Forms/Definitions/Names.cs keeps them. */
const reserved = new Set(
  (
    'id rev version form state owner department createdAt createdBy updatedAt updatedBy deletedAt deletedBy ' +
    'data revisions and or not eq ne in notIn lt lte gt gte between contains startsWith endsWith isEmpty some none every ' +
    'true false null undefined constructor prototype'
  ).split(' '),
);
export const isKey = (key: string) => keyPattern.test(key) && !reserved.has(key);

/** "Emergency contact" → "emergencyContact"; nothing where no Latin letters are. */
export function keyFromWords(words: string): string {
  const parts = words
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 _-]/g, '')
    .split(/[\s_-]+/)
    .filter(Boolean);
  const key = parts
    .map((part, at) =>
      at === 0 ? part.toLowerCase() : part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase(),
    )
    .join('');
  return key.replace(/^[^a-z]+/, '').slice(0, 60);
}

/** A key that no other field of the list has: "phone", "phone2", … */
export const freeKey = (wanted: string, draft: Draft, list: Place['list'], except?: string) =>
  keyBeside(
    wanted,
    listAt(draft, list).filter((each) => each.$id !== except),
  );

/** A key that none of these fields has. */
export function keyBeside(wanted: string, others: readonly FieldDefinition[]) {
  const taken = new Set(others.flatMap((each) => [each.key, ...(each.aliases ?? [])]));
  if (reserved.has(wanted)) return keyBeside(`${wanted}Value`, others);
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}${number}`)) number++;
  return `${wanted}${number}`;
}

/** An expression with a field called by its new name; texts in quotes stay as they are. */
export function renamed(expression: string, from: string, to: string): string {
  const name = new RegExp(`(?<![\\w.'"])${from.replace('.', '\\s*\\.\\s*')}(?![\\w(])`, 'g');
  return expression
    .split(/('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(name, to)))
    .join('');
}

/** The whole form with a field's new name: its rules, formulas, views and title follow. */
export function withRenamed(draft: Draft, from: string, to: string): Draft {
  if (from === to) return draft;
  const within = (expression: string | undefined) =>
    expression === undefined ? undefined : renamed(expression, from, to);
  const inField = (field: DraftField): DraftField => ({
    ...field,
    ...(typeof field.expression === 'string' ? { expression: within(field.expression) } : {}),
    ...(typeof field.defaultExpression === 'string'
      ? { defaultExpression: renamed(field.defaultExpression, from, to) }
      : {}),
    ...(field.type === 'lookup' && field.reference === from ? { reference: to } : {}),
    ...(field.type === 'rollup' && field.table === from ? { table: to } : {}),
    ...(field.fields ? { fields: field.fields.map(inField) } : {}),
  });
  const rules = draft.rules?.map((rule) => ({
    ...rule,
    when: renamed(rule.when, from, to),
    set: rule.set.map((each) => ({
      ...each,
      field:
        each.field === from
          ? to
          : each.field.startsWith(`${from}.`)
            ? to + each.field.slice(from.length)
            : each.field,
      ...(each.value === undefined ? {} : { value: renamed(each.value, from, to) }),
    })),
  }));
  const views = draft.views?.map((view) => ({
    ...view,
    ...(view.columns
      ? { columns: view.columns.map((each) => (each.field === from ? { ...each, field: to } : each)) }
      : {}),
    ...(view.sort
      ? { sort: view.sort.map((each) => (each.replace(/^-/, '') === from ? each.replace(from, to) : each)) }
      : {}),
    ...(view.filter ? { filter: inFilter(view.filter, from, to) as typeof view.filter } : {}),
  }));
  return {
    ...draft,
    fields: draft.fields.map(inField),
    ...(rules ? { rules } : {}),
    ...(views ? { views } : {}),
    ...(draft.titleField === from ? { titleField: to } : {}),
  };
}

function inFilter(filter: unknown, from: string, to: string): unknown {
  if (Array.isArray(filter)) return filter.map((each) => inFilter(each, from, to));
  if (typeof filter !== 'object' || filter === null) return filter;
  return Object.fromEntries(
    Object.entries(filter).map(([key, value]) =>
      ['and', 'or', 'not'].includes(key)
        ? [key, inFilter(value, from, to)]
        : [key === from ? to : key, value],
    ),
  );
}
