import { conditionOf, withCondition, type ConditionEffect } from '../model/conditions';
import type { Action } from '../model/designer';
import { fieldAt, nameOf, replaceField } from '../model/places';

interface Args {
  field: string;
  effect: ConditionEffect;
  when: 'always' | 'never' | { expression: string };
}

/** Says when a field is shown, required or read-only: always, never, or under a condition. */
export const setCondition: Action<Args> = {
  type: 'setCondition',
  merges: ({ field, effect, when }) => `condition ${field} ${effect} ${typeof when === 'string'}`,
  apply: (designer, { field: uid, effect, when }) => {
    const { draft } = designer;
    const field = fieldAt(draft, uid);
    if (!field) return designer;
    const name = nameOf(draft, field);
    const conditional = typeof when !== 'string';
    const ruled = withCondition(draft, name, effect, conditional ? when.expression : undefined);
    const own = effect === 'visible' ? { hidden: when !== 'always' } : { [effect]: when === 'always' };
    return {
      ...designer,
      draft: replaceField(ruled, uid, (each) => {
        const { hidden, required, readOnly, ...rest } = { ...each, ...own };
        return {
          ...rest,
          ...(hidden ? { hidden } : {}),
          ...(required ? { required } : {}),
          ...(readOnly ? { readOnly } : {}),
        } as typeof each;
      }),
    };
  },
};

/** What the panel shows for a field. */
export function conditionState(
  designer: { draft: Parameters<typeof conditionOf>[0] },
  uid: string,
  effect: ConditionEffect,
): Args['when'] {
  const field = fieldAt(designer.draft, uid);
  if (!field) return 'never';
  const expression = conditionOf(designer.draft, nameOf(designer.draft, field), effect);
  const always = effect === 'visible' ? !field.hidden : Boolean(field[effect]);
  return always ? 'always' : expression !== undefined ? { expression } : 'never';
}
