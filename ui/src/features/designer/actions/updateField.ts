import type { FieldDefinition } from '@/api/types';
import type { Action } from '../model/designer';
import { replaceField } from '../model/places';
import type { DraftField } from '../model/uids';

interface Args {
  field: string;
  /** Attributes to set; undefined takes one away. */
  patch: Partial<FieldDefinition> & Record<string, unknown>;
}

/** Changes attributes of a field. */
export const updateField: Action<Args> = {
  type: 'updateField',
  merges: ({ field, patch }) => `${field} ${Object.keys(patch).join()}`,
  apply: (designer, { field, patch }) => ({
    ...designer,
    draft: replaceField(
      designer.draft,
      field,
      (each) =>
        Object.fromEntries(
          Object.entries({ ...each, ...patch }).filter(([, value]) => value !== undefined),
        ) as DraftField,
    ),
  }),
};
