import type { Action } from '../model/designer';
import { fieldAt, listAt, nameOf, placeOf, withList } from '../model/places';

/** Takes a field off the form, and what rules did to it. Values of records stay until they are purged. */
export const removeField: Action<string> = {
  type: 'removeField',
  apply: (designer, uid) => {
    const { draft } = designer;
    const field = fieldAt(draft, uid);
    const place = placeOf(draft, uid);
    if (!field || !place) return designer;
    const name = nameOf(draft, field);
    const list = listAt(draft, place.list).toSpliced(place.index, 1);
    const rules = draft.rules
      ?.map((rule) => ({
        ...rule,
        set: rule.set.filter((each) => each.field !== name && !each.field.startsWith(`${name}.`)),
      }))
      .filter((rule) => rule.set.length > 0);
    const next = (list[place.index] ?? list[place.index - 1])?.$id;
    return {
      ...designer,
      draft: { ...withList(draft, place.list, list), ...(rules ? { rules } : {}) },
      selected: designer.selected === uid ? next : designer.selected,
    };
  },
};
