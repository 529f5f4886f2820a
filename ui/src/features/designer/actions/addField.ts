import { fieldType } from '@/fields';
import english from '@/fields/locales/en.json';
import chinese from '@/fields/locales/zh-CN.json';
import type { Action } from '../model/designer';
import { freeKey } from '../model/keys';
import { fitsIn, listAt, placeOf, root, withList, type Place } from '../model/places';
import { newUid, type Draft, type DraftField } from '../model/uids';
import { paired } from './moveField';

interface Args {
  type: string;
  at?: Place | undefined;
  /** Beside this field, both half as wide. */
  beside?: string | undefined;
}

type TypeName = keyof typeof english.type;

/** Puts a new field on the canvas: where it was dropped, else behind the selected one. */
export const addField: Action<Args> = {
  type: 'addField',
  apply: (designer, { type, at, beside }) => {
    const { draft, selected } = designer;
    const place = at ?? behind(draft, selected, type);
    if (!fitsIn(type, place.list)) return designer;
    const field = newField(type, draft, place.list);
    const added = withList(draft, place.list, listAt(draft, place.list).toSpliced(place.index, 0, field));
    return { ...designer, draft: beside ? paired(added, field.$id, beside) : added, selected: field.$id };
  },
};

function behind(draft: Draft, selected: string | undefined, type: string): Place {
  const place = selected === undefined ? undefined : placeOf(draft, selected);
  if (!place) return { list: root, index: draft.fields.length };
  if (fitsIn(type, place.list)) return { list: place.list, index: place.index + 1 };
  return { list: root, index: draft.fields.findIndex((each) => each.$id === place.list) + 1 };
}

function newField(type: string, draft: Draft, list: string): DraftField {
  const { defaults, layoutOnly } = fieldType(type);
  const column = (): DraftField => ({
    $id: newUid(),
    $autoKey: true,
    key: 'text',
    type: 'text',
    label: labelOf('text'),
  });
  return {
    $id: newUid(),
    $autoKey: true,
    key: freeKey(type, draft, list),
    type,
    label: type === 'divider' ? {} : labelOf(type as TypeName),
    ...structuredClone(defaults),
    ...(type === 'table' ? { fields: [column()] } : {}),
    ...(layoutOnly ? {} : {}),
  };
}

const labelOf = (type: TypeName) => ({ 'zh-CN': chinese.type[type], en: english.type[type] });
