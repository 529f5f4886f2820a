import type { Action } from '../model/designer';

/** Selects a field, or the form itself. */
export const select: Action<string | undefined> = {
  type: 'select',
  apply: (designer, selected) => ({ ...designer, selected }),
};
