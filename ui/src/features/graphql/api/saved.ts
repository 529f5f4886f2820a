import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Page } from '@/api/types';

export interface Operation {
  document: string;
  /** As they are written: JSON, or nothing. */
  variables: string;
}

export interface SavedOperation {
  id: string;
  name: string;
  document: string;
  variables: Record<string, unknown> | null;
  updatedAt: string;
}

type Wanted = Omit<SavedOperation, 'id' | 'updatedAt'>;
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
