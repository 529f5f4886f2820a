import { createContext, use } from 'react';
import type { FormDefinition } from '@/api/types';

/** How a field stands now: what its definition says and what rules have made of it. */
export interface FieldState {
  visible: boolean;
  required: boolean;
  readOnly: boolean;
  /** Demanded, empty, and not so already before this change. */
  isMissing?: boolean;
}

/** The form around a field, for types that look beyond their own value: table, lookup. */
export interface FormScope {
  form: FormDefinition;
  /** The id of the record shown, if it is stored. */
  record?: string | undefined;
  /** Says why a field is masked. */
  explain?: ((field: string) => void) | undefined;
  /** The message at a path such as "/data/calls/0/minutes". */
  errorAt: (path: string) => string | undefined;
  /** The state of a field ("phone") or of a column ("calls.minutes"), in one row where rows differ. */
  stateOf: (name: string, row?: number) => FieldState;
}

export const FormScopeContext = createContext<FormScope | undefined>(undefined);
export const useFormScope = () => use(FormScopeContext);
