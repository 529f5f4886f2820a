import type { Action } from '../model/designer';
import { freeKey } from '../model/keys';
import { fieldAt, listAt, placeOf, withList } from '../model/places';
import { newUid, type DraftField } from '../model/uids';

/** A copy right behind the field, with a key of its own. */
export const duplicateField: Action<string> = {
  type: 'duplicateField',
  apply: (designer, uid) => {
    const { draft } = designer;
    const field = fieldAt(draft, uid);
    const place = placeOf(draft, uid);
    if (!field || !place) return designer;
    const copy = { ...fresh(field), key: freeKey(field.key, draft, place.list) };
    const list = listAt(draft, place.list).toSpliced(place.index + 1, 0, copy);
    return { ...designer, draft: withList(draft, place.list, list), selected: copy.$id };
  },
};

function fresh({ id: _, aliases: __, ...field }: DraftField): DraftField {
  return {
    ...structuredClone(field),
    $id: newUid(),
    $autoKey: true,
    ...(field.fields ? { fields: field.fields.map(fresh) } : {}),
  } as DraftField;
}
