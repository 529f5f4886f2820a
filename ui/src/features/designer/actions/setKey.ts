import type { Action } from '../model/designer';
import { withRenamed } from '../model/keys';
import { fieldAt, nameOf, replaceField } from '../model/places';

/** Gives a field another key; rules, formulas and views follow. */
export const setKey: Action<{ field: string; key: string }> = {
  type: 'setKey',
  merges: ({ field }) => `key ${field}`,
  apply: (designer, { field: uid, key }) => {
    const { draft } = designer;
    const field = fieldAt(draft, uid);
    if (!field) return designer;
    const { $autoKey: _, ...kept } = { ...field, key };
    const named = replaceField(draft, uid, () => kept);
    return { ...designer, draft: withRenamed(named, nameOf(draft, field), nameOf(named, kept)) };
  },
};
