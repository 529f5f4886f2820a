import type { Action } from '../model/designer';

export const redo: Action = {
  type: 'redo',
  apply: (designer) => {
    const [next, ...future] = designer.future;
    if (!next) return designer;
    return { ...designer, draft: next, past: [...designer.past, designer.draft], future };
  },
};
