import type { FieldDefinition, FormDefinition } from '@/api/types';
import { dataFields } from '@/lib/dataFields';
import type { Rule } from './filterModel';
import { operatorsOf } from './operators';

/** A field that a condition can be about: of the form, of a record it refers to, or of a sub-table's rows. */
export interface Target {
  /** Joined by dots, as the builder's list knows it. */
  path: string;
  field: FieldDefinition;
  /** The reference or sub-table that it is reached through. */
  through?: FieldDefinition;
}

/** Everything that can be asked about, one step away at most. `targets` are the forms that references point to, as far as they are loaded. */
export function targetsOf(fields: FieldDefinition[], targets: Map<string, FormDefinition>): Target[] {
  const own = fields
    .filter((field) => field.type !== 'table' && isSeen(field))
    .map((field) => ({ path: field.key, field }));
  const rows = fields
    .filter((field) => field.type === 'table')
    .flatMap((through) =>
      (through.fields ?? [])
        .filter(isSeen)
        .map((field) => ({ path: `${through.key}.some.${field.key}`, field, through })),
    );
  const linked = fields
    .filter((field) => field.type === 'reference')
    .flatMap((through) => {
      const target = targets.get(String(through.target));
      return target
        ? [...dataFields(target).filter(isSeen), ...fields.filter(belongs)].map((field) => ({
            path: `${through.key}.${field.key}`,
            field,
            through,
          }))
        : [];
    });
  return [...own, ...linked, ...rows];
}

/** Who sees a value masked may not ask about it: the answer would tell it. */
const isSeen = ({ right }: FieldDefinition) => right !== 'masked';

/** Whose record it is: true of every form, also of those that are referred to ("my customers' contacts"). */
const belongs = ({ key }: FieldDefinition) => key === 'owner' || key === 'department';

/** A condition about that field, still without its answer. */
export const newRule = (target: Target): Rule => ({
  kind: 'rule',
  path: target.path.split('.'),
  operator: operatorsOf(target.field)[0] ?? 'eq',
  value: null,
});
