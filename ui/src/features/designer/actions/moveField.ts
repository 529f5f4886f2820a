import type { Action } from '../model/designer';
import { freeKey, withRenamed } from '../model/keys';
import {
  fieldAt,
  fitsIn,
  listAt,
  nameOf,
  placeOf,
  replaceField,
  withList,
  type Place,
} from '../model/places';
import type { Draft } from '../model/uids';

interface Args {
  field: string;
  to: Place;
  beside?: string | undefined;
}

/** Moves a field: within the form, into a sub-table or out of it. */
export const moveField: Action<Args> = {
  type: 'moveField',
  apply: (designer, { field: uid, to, beside }) => {
    const { draft } = designer;
    const from = placeOf(draft, uid);
    const field = fieldAt(draft, uid);
    if (!from || !field || !fitsIn(field.type, to.list) || uid === to.list) return designer;
    if (from.list === to.list && (to.index === from.index || to.index === from.index + 1) && !beside)
      return designer;

    const taken = withList(draft, from.list, listAt(draft, from.list).toSpliced(from.index, 1));
    const index = from.list === to.list && from.index < to.index ? to.index - 1 : to.index;
    const key = from.list === to.list ? field.key : freeKey(field.key, taken, to.list);
    const put = withList(taken, to.list, listAt(taken, to.list).toSpliced(index, 0, { ...field, key }));
    const named =
      from.list === to.list ? put : withRenamed(put, nameOf(draft, field), nameOf(put, { ...field, key }));
    return { ...designer, draft: beside ? paired(named, uid, beside) : named, selected: uid };
  },
};

/** Two fields on one line, each half as wide. */
export const paired = (draft: Draft, one: string, other: string): Draft =>
  [one, other].reduce((all, uid) => replaceField(all, uid, (field) => ({ ...field, width: 'half' })), draft);
