import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
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

/** The first ones come at once; who asks for more gets many. */
const few = 30;
const many = 200;

export const recordChangesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['change-sets', 'revisions', id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      api.get<Page<RecordChange>>(`/change-sets/${encodeURIComponent(id)}/revisions`, {
        query: { first: pageParam === null ? few : many, after: pageParam },
      }),
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
