import type { Data, FormDefinition, Language, Me } from '@/api/types';
import type { FieldState } from '@/fields/formScope';
import { evaluateForm, type FormContext } from '@/lib/expressions';
import { textIn } from '@/lib/i18n/useLanguage';
import type { Messages } from './problems';

/** What expressions may ask about besides the values. */
export interface Context {
  language: Language;
  me?: Me | undefined;
  /** The record before this change; a new record has none and takes its defaults. */
  before?: Data | undefined;
  linked?: FormContext['linked'];
}

/** A record as its rules and formulas leave it. */
export interface Evaluation {
  values: Data;
  stateOf: (name: string, row?: number) => FieldState;
  /** Messages of rules and of formulas that fail, by path. */
  messages: Messages;
}

export function evaluate(
  form: FormDefinition,
  data: Data,
  { language, me, before, linked }: Context,
): Evaluation {
  const outcome = evaluateForm(form, data, {
    now: new Date(),
    zone: me?.timeZone ?? 'UTC',
    ...(me ? { me: { id: me.id, title: me.displayName } } : {}),
    ...(before ? { before } : {}),
    ...(linked ? { linked } : {}),
  });
  const messages: Messages = {};
  for (const { path, code, text } of outcome.errors)
    if (code !== 'required') messages[path] ??= textIn(language, text);
  const demanded = new Set(
    outcome.errors.filter((each) => each.code === 'required').map((each) => each.path),
  );

  return {
    values: outcome.data,
    messages,
    stateOf: (name, row) => {
      const state = outcome.stateOf(name, row);
      const path = `/data/${name.split('.').join(`/${row ?? 0}/`)}`;
      return { ...state, isMissing: demanded.has(path) };
    },
  };
}
