import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { api } from './client';
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
    queryFn: () => api.get<Form>(`/forms/${encodeURIComponent(form)}`),
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

/** How many records each of these forms has, as far as it is known yet. */
export function useCounts(forms: string[]): ReadonlyMap<string, number> {
  return useQueries({
    queries: forms.map((form) => countQuery(form)),
    combine: (all) =>
      new Map(
        all.flatMap(({ data }, index): [string, number][] =>
          data === undefined ? [] : [[forms[index] ?? '', data]],
        ),
      ),
  });
}

export const useCount = (form: string) => useQuery(countQuery(form)).data;
