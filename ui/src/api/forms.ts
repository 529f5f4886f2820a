import { queryOptions, useQuery } from '@tanstack/react-query';
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

export const countOf = (form: Form) => form.records ?? form.count;
