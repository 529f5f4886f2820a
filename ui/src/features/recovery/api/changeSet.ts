import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { ChangeSet, Page, Revision } from '@/api/types';

/** What a change set did to one record. */
export interface RecordChange extends Revision {
  form: string;
  record: string;
  title: string | null;
}

export const changeSetQuery = (id: string) =>
  queryOptions({
    queryKey: ['change-sets', 'one', id],
    queryFn: () => api.get<ChangeSet>(`/change-sets/${encodeURIComponent(id)}`),
  });

export const recordChangesQuery = (id: string, first: number) =>
  queryOptions({
    queryKey: ['change-sets', 'revisions', id, first],
    queryFn: () =>
      api.get<Page<RecordChange>>(`/change-sets/${encodeURIComponent(id)}/revisions`, { query: { first } }),
    placeholderData: (before) => before,
  });
