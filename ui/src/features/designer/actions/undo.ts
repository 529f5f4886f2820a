import type { Action } from '../model/designer';

export const undo: Action = {
  type: 'undo',
  apply: (designer) => {
    const before = designer.past.at(-1);
    if (!before) return designer;
    return {
      ...designer,
      draft: before,
      past: designer.past.slice(0, -1),
      future: [designer.draft, ...designer.future],
    };
  },
};
