import type { FormDefinition } from '@/api/types';
import type { Action } from '../model/designer';
import { adoptIds, type Draft } from '../model/uids';

/** After saving: fields take the ids that the server gave. Not a step of undo: older steps take them too. */
export const adoptSaved: Action<{ sent: Draft; saved: FormDefinition }> = {
  type: 'adoptSaved',
  apply: (designer, { sent, saved }) => {
    const adopt = (draft: Draft) => adoptIds(draft, sent, saved);
    return {
      ...designer,
      draft: adopt(designer.draft),
      past: designer.past.map(adopt),
      future: designer.future.map(adopt),
    };
  },
};
