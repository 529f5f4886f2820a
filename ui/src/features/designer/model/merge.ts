import type { FieldDefinition, FormDefinition, Localized } from '@/api/types';
import { keyBeside, withRenamed } from './keys';
import type { Draft } from './uids';

/** One thing that both changed differently; someone has to choose. */
export interface MergeConflict {
  /** "field f3", "form title" or "field f3 options high label en". */
  id: string;
  field: FieldDefinition | undefined;
  attribute: string | undefined;
  /** Inside the attribute, from outside in: an item of a list, its attribute, a language. */
  within: (string | Keyed)[];
  mine: unknown;
  theirs: unknown;
}

/** What lists hold that is known by its key: an option, a view. */
export interface Keyed {
  key: string;
  label?: Localized;
  title?: Localized;
}

/** What the other one did, to tell it. */
export interface OtherChange {
  kind: 'added' | 'removed' | 'changed' | 'moved' | 'form';
  field: FieldDefinition | undefined;
  attributes: string[];
}

export interface Merge {
  merged: FormDefinition;
  changes: OtherChange[];
  conflicts: MergeConflict[];
}

/** By meaning: the order of keys does not count, nor whether an attribute at its default is written. */
const same = (a: unknown, b: unknown) => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(plain) : undefined;
  if (typeof value !== 'object' || value === null)
    return value === false || value === '' || value === null ? undefined : value;
  const entries = Object.entries(value)
    .filter(([key]) => !key.startsWith('$'))
    .map(([key, each]) => [key, plain(each)] as const)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
const idOf = (field: FieldDefinition) =>
  field.id ?? `new ${String((field as { $id?: string }).$id ?? field.key)}`;
const byId = (fields: readonly FieldDefinition[]) => new Map(fields.map((each) => [idOf(each), each]));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isLocalized = (value: unknown) =>
  isObject(value) && Object.keys(value).every((each) => each === 'zh-CN' || each === 'en');
const isKeyed = (value: unknown): value is Keyed[] =>
  Array.isArray(value) && value.every((each) => isObject(each) && typeof each.key === 'string');

/**
 * Three ways: what they changed since `base` comes in, what I changed stays, field by field, attribute by attribute, and in those
 * language by language and item by item. Where both changed the same, `keepMine` decides (and the conflict is told).
 */
export function mergeDrafts(
  base: FormDefinition,
  ours: FormDefinition,
  theirs: FormDefinition,
  keepMine: (conflict: string) => boolean = () => true,
): Merge {
  const mine = keptApart(base, ours, theirs);
  const conflicts: MergeConflict[] = [];
  const choose = (conflict: MergeConflict) => {
    conflicts.push(conflict);
    return keepMine(conflict.id) ? conflict.mine : conflict.theirs;
  };
  const pick = (
    place: Omit<MergeConflict, 'mine' | 'theirs'>,
    b: unknown,
    m: unknown,
    t: unknown,
  ): unknown => {
    if (same(t, b) || same(m, t)) return m;
    if (same(m, b)) return t;
    const inside = (part: string | Keyed, id: string) => ({
      ...place,
      id: `${place.id} ${id}`,
      within: [...place.within, part],
    });
    if (isLocalized(m) && isLocalized(t)) return members(b, m, t, (each) => inside(each, each));
    // A default is one value, whatever it is made of.
    if (place.attribute === 'default' || !Array.isArray(m) || !Array.isArray(t))
      return choose({ ...place, mine: m, theirs: t });
    const was: unknown = Array.isArray(b) ? b : [];
    if (isKeyed(was) && isKeyed(m) && isKeyed(t))
      return items(was, newApart(was, m, t), t, (each, one, mineOfIt, theirsOfIt) =>
        mineOfIt && theirsOfIt
          ? members(one, mineOfIt, theirsOfIt, (attribute) => {
              const item = inside(mineOfIt, each);
              return { ...item, id: `${item.id} ${attribute}`, within: [...item.within, attribute] };
            })
          : choose({
              ...inside((mineOfIt ?? theirsOfIt) as Keyed, each),
              mine: mineOfIt,
              theirs: theirsOfIt,
            }),
      );
    return both(was as unknown[], m, t) ?? choose({ ...place, mine: m, theirs: t });
  };
  const members = (
    b: unknown,
    m: unknown,
    t: unknown,
    at: (member: string) => Omit<MergeConflict, 'mine' | 'theirs'>,
  ) => {
    const [was, here, there] = [b, m, t].map((each) => (isObject(each) ? each : {})) as [
      Record<string, unknown>,
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    const entries = [...new Set([...Object.keys(here), ...Object.keys(there)])]
      .map((each) => [each, pick(at(each), was[each], here[each], there[each])] as const)
      .filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
  };
  const mergeFields = (
    b: readonly FieldDefinition[],
    m: readonly FieldDefinition[],
    t: readonly FieldDefinition[],
  ): FieldDefinition[] => {
    const merge = (
      id: string,
      was: FieldDefinition | undefined,
      here?: FieldDefinition,
      there?: FieldDefinition,
    ) =>
      here && there
        ? mergeField(id, was, here, there)
        : choose({
            id: `field ${id}`,
            field: here ?? there,
            attribute: undefined,
            within: [],
            mine: here,
            theirs: there,
          });
    return items(b, m, t, merge, idOf) as FieldDefinition[];
  };
  const mergeField = (
    id: string,
    was: FieldDefinition | undefined,
    here: FieldDefinition,
    there: FieldDefinition,
  ): FieldDefinition => {
    const merged: Record<string, unknown> = {};
    for (const attribute of new Set([...Object.keys(here), ...Object.keys(there)])) {
      const value =
        attribute === 'fields'
          ? mergeFields(was?.fields ?? [], here.fields ?? [], there.fields ?? [])
          : attribute.startsWith('$')
            ? here[attribute]
            : pick(
                { id: `field ${id} ${attribute}`, field: here, attribute, within: [] },
                was?.[attribute],
                here[attribute],
                there[attribute],
              );
      if (value !== undefined) merged[attribute] = value;
    }
    return merged as FieldDefinition;
  };

  const merged: Record<string, unknown> = {};
  for (const attribute of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    if (attribute === 'fields') continue;
    const value = pick(
      { id: `form ${attribute}`, field: undefined, attribute, within: [] },
      base[attribute],
      mine[attribute],
      theirs[attribute],
    );
    if (value !== undefined) merged[attribute] = value;
  }
  const fields = mergeFields(base.fields, mine.fields, theirs.fields);
  return {
    merged: { ...(merged as FormDefinition), fields },
    changes: changesBetween(base, theirs),
    conflicts,
  };
}

/**
 * One list of both, items known by what `idOf` says. One removed an item: that stands unless the other changed it meanwhile; that, and
 * what both changed, `merge` settles.
 */
function items<T>(
  b: readonly T[],
  m: readonly T[],
  t: readonly T[],
  merge: (id: string, was: T | undefined, here?: T, there?: T) => unknown,
  id: (item: T) => string = (item) => (item as Keyed).key,
): T[] {
  const known = (list: readonly T[]) => new Map(list.map((each) => [id(each), each]));
  const [inBase, inMine, inTheirs] = [known(b), known(m), known(t)];
  const result = new Map<string, T>();
  for (const each of new Set([...inMine.keys(), ...inTheirs.keys()])) {
    const [was, here, there] = [inBase.get(each), inMine.get(each), inTheirs.get(each)];
    const left = here ?? there;
    const isRemoved = was !== undefined && (!here || !there);
    if (isRemoved && same(was, left)) continue;
    const kept = isRemoved || (here && there) ? merge(each, was, here, there) : left;
    if (kept !== undefined) result.set(each, kept as T);
  }
  return ordered(result, b.map(id), m.map(id), t.map(id));
}

/** Of items without a key (rules, members): all that either added, nothing that either removed; nothing where both rewrote the same one. */
function both(b: readonly unknown[], m: readonly unknown[], t: readonly unknown[]): unknown[] | undefined {
  const text = (item: unknown) => JSON.stringify(plain(item));
  const [was, here, there] = [b, m, t].map((each) => new Set(each.map(text))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const isRewritten = [...was].some((each) => !here.has(each) && !there.has(each));
  const adds = (list: Set<string>) => [...list].some((each) => !was.has(each));
  return isRewritten && adds(here) && adds(there) ? undefined : items(b, m, t, (_, __, one) => one, text);
}

/** My order, unless only they moved things; what only the other has stands behind its neighbour there. */
function ordered<T>(
  kept: Map<string, T>,
  b: readonly string[],
  m: readonly string[],
  t: readonly string[],
): T[] {
  const common = new Set(b);
  const order = (list: readonly string[]) => list.filter((id) => common.has(id) && kept.has(id));
  const [first, second] = same(order(m), order(b)) ? [t, m] : [m, t];
  const ids = first.filter((id) => kept.has(id));
  second.forEach((id, index, all) => {
    if (!kept.has(id) || ids.includes(id)) return;
    const before = all.slice(0, index).findLast((each) => ids.includes(each));
    ids.splice(before === undefined ? 0 : ids.indexOf(before) + 1, 0, id);
  });
  return ids.map((id) => kept.get(id) as T);
}

/** Both add an option and both are called "option3": two options, so mine gets a key of its own. */
function newApart(was: readonly Keyed[], mine: readonly Keyed[], theirs: readonly Keyed[]): Keyed[] {
  const taken = new Set([...was, ...mine, ...theirs].map((each) => each.key));
  return mine.map((item) => {
    const other = theirs.find((each) => each.key === item.key);
    if (!other || same(item, other) || was.some((each) => each.key === item.key)) return item;
    const stem = item.key.replace(/\d+$/, '');
    let number = 2;
    while (taken.has(`${stem}${number}`)) number++;
    taken.add(`${stem}${number}`);
    return { ...item, key: `${stem}${number}` };
  });
}

/** Mine with other keys for the fields that I added or renamed to a key that they gave to another field; my rules and formulas follow. */
function keptApart(base: FormDefinition, mine: FormDefinition, theirs: FormDefinition): FormDefinition {
  const apart = (
    draft: Draft,
    at: number[],
    b: readonly FieldDefinition[],
    t: readonly FieldDefinition[],
  ): Draft => {
    const [index, column] = at as [number, number?];
    const table = draft.fields[index] as Draft['fields'][number];
    const field =
      column === undefined ? table : ((table.fields as Draft['fields'])[column] as Draft['fields'][number]);
    const isMine = byId(b).get(idOf(field))?.key !== field.key;
    const other = t.find((each) => each.key === field.key && idOf(each) !== idOf(field));
    if (!isMine || !other) return draft;
    const list = column === undefined ? draft.fields : (table.fields as Draft['fields']);
    const key = keyBeside(field.key, [...list.filter((each) => each !== field), ...t]);
    const put = <T>(all: T[], place: number, value: T) => all.map((each, i) => (i === place ? value : each));
    const next = { ...field, key };
    const fields =
      column === undefined
        ? put(list, index, next)
        : put(draft.fields, index, { ...table, fields: put(list, column, next) });
    const name = (its: string) => (column === undefined ? its : `${table.key}.${its}`);
    return withRenamed({ ...draft, fields }, name(field.key), name(key));
  };
  let draft = mine as Draft;
  const [was, there] = [byId(base.fields), byId(theirs.fields)];
  mine.fields.forEach((field, index) => {
    const [before, now] = [was.get(idOf(field)), there.get(idOf(field))];
    field.fields?.forEach((_, column) => {
      draft = apart(draft, [index, column], before?.fields ?? [], now?.fields ?? []);
    });
    draft = apart(draft, [index], base.fields, theirs.fields);
  });
  return draft;
}

/** What differs from one definition to the next, field by field. */
export function changesBetween(before: FormDefinition, after: FormDefinition): OtherChange[] {
  const [was, is] = [byId(before.fields), byId(after.fields)];
  const changes: OtherChange[] = [];
  for (const [id, field] of is) {
    const old = was.get(id);
    const attributes = old ? attributesThatDiffer(old, field) : [];
    if (!old) changes.push({ kind: 'added', field, attributes: [] });
    else if (attributes.length > 0) changes.push({ kind: 'changed', field, attributes });
  }
  for (const [id, field] of was) if (!is.has(id)) changes.push({ kind: 'removed', field, attributes: [] });
  const left = [...was.keys()].filter((id) => is.has(id));
  const kept = [...is.keys()].filter((id) => was.has(id));
  if (!same(left, kept)) changes.push({ kind: 'moved', field: undefined, attributes: [] });
  const form = attributesThatDiffer(before, after).filter((each) => each !== 'fields');
  if (form.length > 0) changes.push({ kind: 'form', field: undefined, attributes: form });
  return changes;
}

const attributesThatDiffer = (before: object, after: object) => {
  const [b, a] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...new Set([...Object.keys(b), ...Object.keys(a)])].filter(
    (each) => !each.startsWith('$') && !same(b[each], a[each]),
  );
};
