import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './client';
import { withRights } from './rights';
import type { App, Form, Page } from './types';

export const formsQuery = queryOptions({
  queryKey: ['forms'],
  queryFn: async () => (await api.get<Page<Form>>('/forms')).items,
  staleTime: 60_000,
});

export const appsQuery = queryOptions({
  queryKey: ['apps'],
  queryFn: async () => (await api.get<Page<App>>('/apps')).items,
  staleTime: 60_000,
});

export const formQuery = (form: string) =>
  queryOptions({
    queryKey: ['form', form],
    queryFn: async () => withRights(await api.get<Form>(`/forms/${encodeURIComponent(form)}`)),
    staleTime: 60_000,
  });

export const useForms = () => useQuery(formsQuery);
export const useApps = () => useQuery(appsQuery);
export const useForm = (form: string) => useQuery(formQuery(form));

const countQuery = (form: string) =>
  queryOptions({
    queryKey: ['count', form, 'all'],
    queryFn: async () =>
      (await api.post<Page<unknown>>(`/forms/${form}/records/query`, { first: 1, select: [], count: true }))
        .totalCount,
    staleTime: 60_000,
  });

const countsQuery = queryOptions({
  queryKey: ['count'],
  queryFn: async () => (await api.get<Page<Form>>('/forms', { query: { recordCounts: true } })).items,
  staleTime: 60_000,
  select: (forms): ReadonlyMap<string, number> =>
    new Map(forms.flatMap(({ key, recordCount }) => (recordCount === undefined ? [] : [[key, recordCount]]))),
});

const none: ReadonlyMap<string, number> = new Map();

/** How many records each form has, as far as it is known yet; of a large form, about how many. */
export const useCounts = (): ReadonlyMap<string, number> => useQuery(countsQuery).data ?? none;

export const useCount = (form: string) => useQuery(countQuery(form)).data;
