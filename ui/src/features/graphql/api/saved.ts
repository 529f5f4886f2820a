import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Page, Schemas } from '@/api/types';

export interface Operation {
  document: string;
  /** As they are written: JSON, or nothing. */
  variables: string;
}

/** Its variables are an object, or null. */
export type SavedOperation = Answer<'SavedOperationsItem', { variables: Record<string, unknown> | null }>;

type Wanted = Schemas['SavedOperationsRequest'];
const path = '/saved-operations';

export const savedQuery = queryOptions({
  queryKey: ['graphql', 'saved'],
  queryFn: async () => (await api.get<Page<SavedOperation>>(path)).items,
});

export const createSaved = (operation: Wanted) => api.post<SavedOperation>(path, operation);
/** Makes it where there is none any more. */
export const putSaved = (id: string, { name, document, variables }: Wanted) =>
  api.put<SavedOperation>(`${path}/${id}`, { name, document, variables });
export const deleteSaved = (id: string) => api.delete(`${path}/${id}`);

export const operationOf = ({ document, variables }: SavedOperation): Operation => ({
  document,
  variables: variables ? JSON.stringify(variables, null, 2) : '',
});
