import type { FieldDefinition, FormDefinition } from '@/api/types';

/** A field on the canvas: `$id` follows it from the moment it is dropped, before the server has given it an id. It never leaves the browser. */
export interface DraftField extends FieldDefinition {
  $id: string;
  $autoKey?: boolean;
  fields?: DraftField[];
}

export interface Draft extends FormDefinition {
  fields: DraftField[];
}

let made = 0;
export const newUid = () => `new-${Date.now().toString(36)}-${++made}`;

const withUid = (field: FieldDefinition): DraftField =>
  ({
    ...field,
    $id: (field as Partial<DraftField>).$id ?? field.id ?? newUid(),
    ...(field.fields ? { fields: field.fields.map(withUid) } : {}),
  }) as DraftField;

export const toDraft = (definition: FormDefinition): Draft => ({
  ...definition,
  fields: definition.fields.map(withUid),
});

/** The definition as the server takes it. */
export function forServer(draft: Draft): FormDefinition {
  const strip = ({ $id: _, $autoKey: __, fields, ...field }: DraftField): FieldDefinition =>
    ({ ...field, ...(fields ? { fields: fields.map(strip) } : {}) }) as FieldDefinition;
  return { ...draft, fields: draft.fields.map(strip) } as FormDefinition;
}

/** Takes over the ids that the server gave to the fields of `sent`; what was edited meanwhile stays. */
export function adoptIds(draft: Draft, sent: Draft, saved: FormDefinition): Draft {
  const given = new Map<string, string>();
  sent.fields.forEach((field, index) => {
    const there = saved.fields[index];
    if (there?.id) given.set(field.$id, there.id);
    field.fields?.forEach((column, at) => {
      const id = there?.fields?.[at]?.id;
      if (id) given.set(column.$id, id);
    });
  });
  const adopt = (field: DraftField): DraftField => {
    const id = field.id ?? given.get(field.$id);
    return { ...field, ...(id ? { id } : {}), ...(field.fields ? { fields: field.fields.map(adopt) } : {}) };
  };
  return { ...draft, fields: draft.fields.map(adopt) };
}
