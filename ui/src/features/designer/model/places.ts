import type { Draft, DraftField } from './uids';

/** Where a field stands: the form itself ("root") or a sub-table, and the position in it. */
export interface Place {
  list: string;
  index: number;
}

export const root = 'root';

export const listAt = (draft: Draft, list: string): DraftField[] =>
  list === root ? draft.fields : (draft.fields.find((each) => each.$id === list)?.fields ?? []);

export function withList(draft: Draft, list: string, fields: DraftField[]): Draft {
  if (list === root) return { ...draft, fields };
  return { ...draft, fields: draft.fields.map((each) => (each.$id === list ? { ...each, fields } : each)) };
}

export function placeOf(draft: Draft, uid: string): Place | undefined {
  const index = draft.fields.findIndex((each) => each.$id === uid);
  if (index >= 0) return { list: root, index };
  for (const table of draft.fields) {
    const at = table.fields?.findIndex((each) => each.$id === uid) ?? -1;
    if (at >= 0) return { list: table.$id, index: at };
  }
  return undefined;
}

export function fieldAt(draft: Draft, uid: string | undefined): DraftField | undefined {
  if (uid === undefined) return undefined;
  const place = placeOf(draft, uid);
  return place && listAt(draft, place.list)[place.index];
}

export const tableOf = (draft: Draft, uid: string): DraftField | undefined => {
  const place = placeOf(draft, uid);
  return place && place.list !== root ? draft.fields.find((each) => each.$id === place.list) : undefined;
};

/** "phone", or "calls.minutes" for a column: as rules and expressions name it. */
export const nameOf = (draft: Draft, field: DraftField) => {
  const table = tableOf(draft, field.$id);
  return table ? `${table.key}.${field.key}` : field.key;
};

export const replaceField = (draft: Draft, uid: string, change: (field: DraftField) => DraftField): Draft => {
  const place = placeOf(draft, uid);
  if (!place) return draft;
  return withList(
    draft,
    place.list,
    listAt(draft, place.list).map((each) => (each.$id === uid ? change(each) : each)),
  );
};

/** What a sub-table cannot hold: other tables and layout. */
const notColumns = new Set(['table', 'section', 'tabs', 'divider', 'note', 'lookup', 'rollup', 'serial']);
export const fitsIn = (type: string, list: string) => list === root || !notColumns.has(type);

/** The place that a pointer in the JSON of errors names: "/fields/2/fields/0/key" → the column. */
export function fieldOfPath(draft: Draft, path: string): DraftField | undefined {
  const [, index, , column] = /^\/fields\/(\d+)(\/fields\/(\d+))?/.exec(path) ?? [];
  const field = index === undefined ? undefined : draft.fields[Number(index)];
  return column === undefined ? field : (field?.fields?.[Number(column)] ?? field);
}
