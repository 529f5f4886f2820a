import type { FormDefinition } from '@/api/types';
import type { Action } from '../model/designer';
import type { Draft } from '../model/uids';

/** Changes attributes of the form itself: names, title field, members, icon. */
export const updateForm: Action<Partial<Omit<FormDefinition, 'fields'>> & Record<string, unknown>> = {
  type: 'updateForm',
  merges: (patch) => `form ${Object.keys(patch).join()}`,
  apply: (designer, patch) => ({
    ...designer,
    draft: Object.fromEntries(
      Object.entries({ ...designer.draft, ...patch }).filter(([, value]) => value !== undefined),
    ) as Draft,
  }),
};
