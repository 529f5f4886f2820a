import type { Action } from '../model/designer';
import { listAt, placeOf } from '../model/places';
import { moveField } from './moveField';

/** One place up or down, by the keyboard. */
export const moveBy: Action<{ field: string; by: 1 | -1 }> = {
  type: 'moveBy',
  apply: (designer, { field, by }) => {
    const from = placeOf(designer.draft, field);
    if (!from) return designer;
    const index = from.index + (by > 0 ? 2 : -1);
    if (index < 0 || index > listAt(designer.draft, from.list).length) return designer;
    return moveField.apply(designer, { field, to: { list: from.list, index } });
  },
};
