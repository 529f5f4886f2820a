import type { RuleDefinition } from '@/api/types';
import type { Draft } from './uids';

/** What a rule may do to a field that the panel offers as "when". */
export type ConditionEffect = 'visible' | 'required' | 'readOnly';

const does = (rule: RuleDefinition, name: string, effect: ConditionEffect) =>
  rule.set.some((each) => each.field === name && each[effect] === true);

/** The condition under which a field is shown, required or read-only; several rules mean either of them. */
export function conditionOf(draft: Draft, name: string, effect: ConditionEffect): string | undefined {
  const found = (draft.rules ?? []).filter((rule) => does(rule, name, effect)).map((rule) => rule.when);
  if (found.length < 2) return found[0];
  return found.map((each) => `(${each})`).join(' || ');
}

/** The rules with that condition instead; empty ones go, equal conditions share a rule. */
export function withCondition(
  draft: Draft,
  name: string,
  effect: ConditionEffect,
  when: string | undefined,
): Draft {
  const without = (draft.rules ?? [])
    .map((rule) => ({
      ...rule,
      set: rule.set
        .map((each) => {
          if (each.field !== name || each[effect] !== true) return each;
          const { [effect]: _, ...rest } = each;
          return rest;
        })
        .filter((each) => Object.keys(each).length > 1),
    }))
    .filter((rule) => rule.set.length > 0);
  if (when === undefined) return { ...draft, rules: without };

  const shared = without.findIndex((rule) => rule.when === when && when !== '');
  const rules: RuleDefinition[] =
    shared < 0
      ? [...without, { when, set: [{ field: name, [effect]: true }] }]
      : without.map((rule, at) => (at === shared ? { ...rule, set: joined(rule.set, name, effect) } : rule));
  return { ...draft, rules };
}

function joined(set: RuleDefinition['set'], name: string, effect: ConditionEffect): RuleDefinition['set'] {
  return set.some((each) => each.field === name)
    ? set.map((each) => (each.field === name ? { ...each, [effect]: true } : each))
    : [...set, { field: name, [effect]: true }];
}
