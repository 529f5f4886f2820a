import type { Data, FieldDefinition, FormDefinition, Language, Me } from '@/api/types';
import type { FieldState } from '@/fields/formScope';

/** What expressions may ask about besides the record. */
export interface Context {
  language: Language;
  me?: Me | undefined;
}

/** A record as its rules and formulas leave it. */
export interface Evaluation {
  values: Data;
  stateOf: (name: string, row?: number) => FieldState;
}

export function evaluate(form: FormDefinition, data: Data, _context: Context): Evaluation {
  return { values: data, stateOf: (name) => given(find(form, name)) };
}

function find(form: FormDefinition, name: string): FieldDefinition | undefined {
  const [key, column] = name.split('.');
  const field = form.fields.find((each) => each.key === key);
  return column ? field?.fields?.find((each) => each.key === column) : field;
}

const given = (field: FieldDefinition | undefined): FieldState => ({
  visible: !field?.hidden,
  required: field?.required ?? false,
  readOnly: field?.readOnly ?? false,
});
