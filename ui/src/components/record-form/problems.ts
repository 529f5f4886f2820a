import type { Data, FieldDefinition, FormDefinition, Language } from '@/api/types';
import { fieldType } from '@/fields';
import { isEmpty } from '@/fields/defineField';
import type { FieldState } from '@/fields/formScope';
import { rowsOf } from '@/fields/table/rows';
import { textIn } from '@/lib/i18n/useLanguage';
import type { Evaluation } from './evaluation';
import { isTyped, same } from './recordData';

/** Messages by path ("/data/phone", "/data/calls/0/minutes"), in the order of the form. */
export type Messages = Record<string, string>;

/** What cannot be saved as it stands, said before the server is asked. Values that came so and were not touched stay the server's concern. */
export function problemsOf(
  form: FormDefinition,
  { values, stateOf, messages }: Evaluation,
  language: Language,
  before: Data = {},
): Messages {
  const found: Messages = {};
  const look = (
    path: string,
    field: FieldDefinition,
    value: unknown,
    state: FieldState,
    untouched: boolean,
  ) => {
    if (!state.visible || !isTyped(field)) return;
    const message =
      messages[path] ??
      (isEmpty(value)
        ? state.isMissing
          ? missing(field, language)
          : undefined
        : untouched
          ? undefined
          : fieldType(field.type).check?.(value, field, language));
    if (message) found[path] = message;
  };

  for (const field of form.fields) {
    const value = values[field.key];
    const state = stateOf(field.key);
    look(`/data/${field.key}`, field, value, state, same(value, before[field.key]));
    if (field.type !== 'table' || !state.visible) continue;
    rowsOf(value).forEach((row, index) => {
      for (const column of field.fields ?? [])
        look(
          `/data/${field.key}/${index}/${column.key}`,
          column,
          row[column.key],
          stateOf(`${field.key}.${column.key}`, index),
          false,
        );
    });
  }
  return found;
}

function missing(field: FieldDefinition, language: Language) {
  const name = textIn(language, field.label, field.key);
  return language === 'zh-CN'
    ? `请填写${/^[\x20-\x7e]/.test(name) ? ' ' : ''}${name}。`
    : `${name} is needed.`;
}
