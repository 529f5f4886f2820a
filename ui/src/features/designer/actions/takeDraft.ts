import type { Action } from '../model/designer';
import { fieldAt } from '../model/places';
import type { Draft } from '../model/uids';

/** Puts another draft in place: merged with what somebody else saved, or an earlier version. It can be undone. */
export const takeDraft: Action<Draft> = {
  type: 'takeDraft',
  apply: (designer, draft) => ({
    ...designer,
    draft,
    selected: fieldAt(draft, designer.selected) ? designer.selected : undefined,
  }),
};
