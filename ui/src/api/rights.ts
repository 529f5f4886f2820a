import type { Action } from './roles';
import { viewTicket } from './viewTicket';
import type { FieldDefinition, Form, FormDefinition } from './types';

/** What the one signed in may do with a form, as its answers tell it. */
export interface Rights {
  /** What is granted on some record at least. */
  actions: Action[];
  rows: 'all' | 'some' | 'none';
  /** The most that any record allows, by key ("calls.minutes"); what is not named may be written. */
  fields: Record<string, LimitedRight>;
}

export type LimitedRight = 'hidden' | 'masked' | 'read';

/** What somebody who sees the application as another person can do: looking changes nothing. */
const looking: readonly Action[] = ['read', 'print', 'export', 'viewHistory'];

/** Whether an action is worth offering: a single record may still refuse it. */
export function may(form: Form, action: Action): boolean {
  if (viewTicket() && !looking.includes(action)) return false;
  if (form.rights) return form.rights.actions.includes(action);
  return action !== 'manage' || (form.mayManage ?? false);
}

/**
 * The form as its reader may use it: fields know their right, so that whatever draws them follows it. `definition` is for records that
 * are there, `fillIn` for new ones, where what is hidden later may still be filled in.
 */
export function withRights(form: Form): Form {
  const { definition, rights } = form;
  if (!definition || !rights) return form;
  const mayChange = may(form, 'update');
  const shown = marked(definition, rights, (field) => !mayChange || isFixed(field));
  return {
    ...form,
    definition: {
      ...shown,
      fields: shown.fields.filter((field) => field.right !== 'hidden').map(withoutHidden),
    },
    fillIn: marked(definition, rights, isFixed),
  };
}

/** Sensitive values are masked for many who may well give new ones; any other right short of writing does not change them. */
const isFixed = ({ right, sensitive }: FieldDefinition) =>
  right === 'read' || (right === 'masked' && (sensitive ?? 'none') === 'none');

function marked(
  definition: FormDefinition,
  { fields }: Rights,
  fixed: (field: FieldDefinition) => boolean,
): FormDefinition {
  const mark = (field: FieldDefinition, key: string): FieldDefinition => {
    const right = fields[key];
    const own = right ? { ...field, right } : field;
    return {
      ...own,
      ...(fixed(own) ? { readOnly: true } : {}),
      ...(field.fields ? { fields: field.fields.map((column) => mark(column, `${key}.${column.key}`)) } : {}),
    };
  };
  return { ...definition, fields: definition.fields.map((field) => mark(field, field.key)) };
}

const withoutHidden = (field: FieldDefinition): FieldDefinition =>
  field.fields ? { ...field, fields: field.fields.filter((column) => column.right !== 'hidden') } : field;
