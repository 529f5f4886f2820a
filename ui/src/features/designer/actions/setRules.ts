import type { RuleDefinition } from '@/api/types';
import type { Action } from '../model/designer';

/** Adds, changes, orders and removes rules. */
export const setRules: Action<RuleDefinition[]> = {
  type: 'setRules',
  merges: (rules) => `rules ${rules.length}`,
  apply: (designer, rules) => ({ ...designer, draft: { ...designer.draft, rules } }),
};
