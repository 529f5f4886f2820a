import type { FieldDefinition, FormDefinition } from '@/api/types';

/** One thing that both changed differently; someone has to choose. */
export interface MergeConflict {
  /** "field f3" or "form title". */
  id: string;
  field: FieldDefinition | undefined;
  attribute: string | undefined;
  mine: unknown;
  theirs: unknown;
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

/**
 * Three ways: what they changed since `base` comes in, what I changed stays, field by field and attribute by attribute.
 * Where both changed the same attribute, `keepMine` decides (and the conflict is told).
 */
export function mergeDrafts(
  base: FormDefinition,
  mine: FormDefinition,
  theirs: FormDefinition,
  keepMine: (conflict: string) => boolean = () => true,
): Merge {
  const conflicts: MergeConflict[] = [];
  const pick = (
    id: string,
    field: FieldDefinition | undefined,
    attribute: string | undefined,
    b: unknown,
    m: unknown,
    t: unknown,
  ): unknown => {
    if (same(t, b) || same(m, t)) return m;
    if (same(m, b)) return t;
    conflicts.push({ id, field, attribute, mine: m, theirs: t });
    return keepMine(id) ? m : t;
  };
  const mergeFields = (
    b: readonly FieldDefinition[],
    m: readonly FieldDefinition[],
    t: readonly FieldDefinition[],
  ): FieldDefinition[] => {
    const [inBase, inMine, inTheirs] = [byId(b), byId(m), byId(t)];
    const result = new Map<string, FieldDefinition>();
    for (const id of new Set([...inMine.keys(), ...inTheirs.keys()])) {
      const [was, here, there] = [inBase.get(id), inMine.get(id), inTheirs.get(id)];
      if (here && there) result.set(id, mergeField(id, was, here, there));
      else if (here && (!was || keep(id, was, here, undefined))) result.set(id, here);
      else if (there && (!was || keep(id, was, undefined, there))) result.set(id, there);
    }
    return ordered(result, b, m, t);
  };
  // One removed it: that stands unless the other changed it meanwhile.
  const keep = (
    id: string,
    was: FieldDefinition,
    here: FieldDefinition | undefined,
    there: FieldDefinition | undefined,
  ) => {
    if (same(was, here ?? there)) return false;
    const conflict = `field ${id}`;
    conflicts.push({ id: conflict, field: here ?? there, attribute: undefined, mine: here, theirs: there });
    return keepMine(conflict) === Boolean(here);
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
                `field ${id} ${attribute}`,
                here,
                attribute,
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
      `form ${attribute}`,
      undefined,
      attribute,
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

/** My order, unless only they moved things; fields that only the other has stand behind their neighbour there. */
function ordered(
  fields: Map<string, FieldDefinition>,
  b: readonly FieldDefinition[],
  m: readonly FieldDefinition[],
  t: readonly FieldDefinition[],
) {
  const common = new Set(b.map(idOf));
  const order = (list: readonly FieldDefinition[]) =>
    list.map(idOf).filter((id) => common.has(id) && fields.has(id));
  const [first, second] = same(order(m), order(b)) ? [t, m] : [m, t];
  const ids = first.map(idOf).filter((id) => fields.has(id));
  second.map(idOf).forEach((id, index, all) => {
    if (!fields.has(id) || ids.includes(id)) return;
    const before = all.slice(0, index).findLast((each) => ids.includes(each));
    ids.splice(before === undefined ? 0 : ids.indexOf(before) + 1, 0, id);
  });
  return ids.map((id) => fields.get(id) as FieldDefinition);
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
