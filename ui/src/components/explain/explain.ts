import { api } from '@/api/client';
import type { Action } from '@/api/roles';
import type { Answer, Json } from '@/api/types';

export interface Question {
  form: string;
  action: Action;
  /** Id of the person; oneself without it. */
  user?: string | undefined;
  record?: string | undefined;
  field?: string | undefined;
}

export interface Clause {
  kind: string;
  clause: string;
  left: Json;
  right: Json;
  holds: boolean | null;
  withheld: boolean;
  parts: Clause[];
}

export type Explanation = Answer<
  'ExplainAccessResponse',
  { because: Clause[]; grants: { role: string; allowed: boolean; because: Clause[] }[] }
>;

export const explain = (question: Question) => api.post<Explanation>('/permissions/explain', question);
