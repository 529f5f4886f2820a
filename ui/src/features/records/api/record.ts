import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Data, RecordItem, Revision } from '@/api/types';

const place = (form: string, id: string) => `/forms/${form}/records/${id}`;

export const recordQuery = (form: string, id: string) =>
  queryOptions({ queryKey: ['record', form, id], queryFn: () => api.get<RecordItem>(place(form, id)) });

export const revisionsQuery = (form: string, id: string) =>
  queryOptions({
    queryKey: ['record', form, id, 'revisions'],
    queryFn: async () => (await api.get<{ items: Revision[] }>(`${place(form, id)}/revisions`)).items,
  });

/** The record as that revision left it. */
export const asOfQuery = (form: string, id: string, rev: number) =>
  queryOptions({
    queryKey: ['record', form, id, 'as-of', rev],
    staleTime: Infinity,
    queryFn: () =>
      api.get<{ data: Data; rev: number; title?: string }>(`${place(form, id)}/revisions/${rev}`),
  });
