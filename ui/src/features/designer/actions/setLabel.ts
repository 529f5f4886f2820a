import type { Localized } from '@/api/types';
import type { Action } from '../model/designer';
import { freeKey, keyFromWords, withRenamed } from '../model/keys';
import { fieldAt, nameOf, placeOf, replaceField } from '../model/places';

/** Names a field. A field that is new takes its key from its English name, as long as nobody chose one. */
export const setLabel: Action<{ field: string; label: Localized }> = {
  type: 'setLabel',
  merges: ({ field }) => `label ${field}`,
  apply: (designer, { field: uid, label }) => {
    const { draft } = designer;
    const field = fieldAt(draft, uid);
    const place = placeOf(draft, uid);
    if (!field || !place) return designer;
    const wanted = field.$autoKey && label.en !== field.label.en ? keyFromWords(label.en ?? '') : '';
    const key = wanted ? freeKey(wanted, draft, place.list, uid) : field.key;
    const named = replaceField(draft, uid, (each) => ({ ...each, label, key }));
    return { ...designer, draft: withRenamed(named, nameOf(draft, field), nameOf(named, { ...field, key })) };
  },
};
