import type { FieldDefinition, Localized } from '@/api/types';
import type { HeldTime } from '@/components/access/HeldTimes';
import type { Action, ActionGroup, FieldRight, Grant, Role, RoleWrite } from '@/api/roles';
import {
  isConditions,
  isFinishedScope,
  readRows,
  writeRows,
  type RowScope,
} from '@/components/access/rowScope';

export const all = '*';

/** A grant as it is edited. */
export interface GrantDraft {
  form: string;
  actions: Action[];
  rows: RowScope;
  fields: Record<string, FieldRight>;
}

export type HolderDraft = HeldTime & { id: string };

export interface RoleDraft {
  title: Localized;
  key: string;
  departments: string[];
  /** Who has it as a person, by id. */
  people: HolderDraft[];
  grants: GrantDraft[];
}

export const draftOf = (role: Role, people: HolderDraft[]): RoleDraft => ({
  title: role.title,
  key: role.key,
  departments: role.departments,
  people: sorted(people),
  grants: role.grants.map(readGrant),
});

export const sorted = (people: HolderDraft[]) => people.toSorted((a, b) => a.id.localeCompare(b.id));

/** What became of the holders: who is given the role, or another time for it, and who loses it. */
export function holderChanges(
  before: HolderDraft[],
  after: HolderDraft[],
): NonNullable<RoleWrite['holders']> | null {
  const had = new Map(before.map((each) => [each.id, each]));
  const give = after.filter(({ id, from, until }) => {
    const old = had.get(id);
    return old?.from !== from || old.until !== until;
  });
  const take = before.filter(({ id }) => !after.some((each) => each.id === id));
  if (give.length + take.length === 0) return null;
  return {
    give: give.map(({ id, from, until }) => ({ user: id, from, until })),
    take: take.map(({ id }) => id),
  };
}

const readGrant = ({ form, actions, rows, fields }: Grant): GrantDraft => ({
  form,
  actions,
  rows: readRows(rows),
  fields: fields ?? {},
});

export const newGrant = (form: string, actions: Action[], rows: RowScope = 'all'): GrantDraft => ({
  form,
  actions,
  rows,
  fields: {},
});

export const writeRole = (
  { title, key, departments, grants, people }: RoleDraft,
  before: HolderDraft[],
): RoleWrite => ({
  holders: holderChanges(before, people),
  title,
  key,
  departments,
  grants: grants.map(({ form, actions, rows, fields }): Grant => ({
    form,
    actions,
    rows: writeRows(rows),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  })),
});

/** What keeps a role from being saved, before the server is asked: paths as the server names them. */
export function unfinished(draft: RoleDraft): { path: string; reason: 'actions' | 'conditions' }[] {
  return draft.grants.flatMap(({ actions, rows }, index) => [
    ...(actions.length === 0 ? [{ path: `/grants/${index}/actions`, reason: 'actions' as const }] : []),
    ...(isFinishedScope(rows) ? [] : [{ path: `/grants/${index}/rows`, reason: 'conditions' as const }]),
  ]);
}

/** The right of all fields that a grant does not name: without any named, everything may be changed. */
export const otherFields = (fields: Record<string, FieldRight>): FieldRight =>
  Object.keys(fields).length === 0 ? 'write' : (fields[all] ?? 'hidden');

/** Sets or, with none, takes back the right of one field. Where only "everything may be changed" is left, nothing is. */
export function withField(fields: Record<string, FieldRight>, key: string, right: FieldRight | undefined) {
  const named: Record<string, FieldRight> = { [all]: otherFields(fields), ...fields };
  const { [key]: _, ...others } = named;
  const next: Record<string, FieldRight> = right === undefined ? others : { ...others, [key]: right };
  return Object.keys(next).length === 1 && next[all] === 'write' ? {} : next;
}

/** A field's own right, else what it has without one: as its sub-table or as all others, masked where it is sensitive. */
export function effectiveRight(
  fields: Record<string, FieldRight>,
  field: FieldDefinition,
  table?: FieldDefinition,
): FieldRight {
  const own = fields[table ? `${table.key}.${field.key}` : field.key];
  const whole = table ? effectiveRight(fields, table) : undefined;
  if (own) return whole ? within(own, whole) : own;
  const right = whole ?? otherFields(fields);
  const isSensitive = field.sensitive !== undefined && field.sensitive !== 'none';
  return isSensitive && right !== 'hidden' ? 'masked' : right;
}

const order: FieldRight[] = ['hidden', 'masked', 'read', 'write'];
const within = (right: FieldRight, limit: FieldRight): FieldRight =>
  order[Math.min(order.indexOf(right), order.indexOf(limit))] ?? 'hidden';

/** What grants together say of a group of actions. */
export interface Cell {
  /** How many of the group's actions some grant gives. */
  given: number;
  of: number;
  /** The scopes under which they are given, the widest alone where it is all. */
  rows: ((RowScope & string) | 'conditions')[];
}

export function cellOf(grants: GrantDraft[], group: ActionGroup): Cell {
  const actions: readonly Action[] = group.actions;
  const giving = grants.filter((grant) => grant.actions.some((action) => actions.includes(action)));
  const given = actions.filter((action) => giving.some((grant) => grant.actions.includes(action))).length;
  const rows = [...new Set(giving.map(({ rows: scope }) => (isConditions(scope) ? 'conditions' : scope)))];
  return { given, of: actions.length, rows: rows.includes('all') ? ['all'] : rows };
}
