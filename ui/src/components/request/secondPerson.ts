import { ApiProblem } from '@/api/ApiProblem';
import { actions, type Action } from '@/api/roles';
import type { Wish } from './requestStore';

/** What to ask a second person for, where that alone holds something back; none where it comes along with other records. */
export function secondPersonFor(error: unknown): Wish | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'second_person_needed') return undefined;
  const { form, record, action } = error.rest;
  return typeof form === 'string' && typeof record === 'string' && actions.includes(action as Action)
    ? { kind: 'secondPerson', form, record, action: action as Action }
    : undefined;
}
