import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Form, Page } from '@/api/types';

export type Deletion = Answer<'DeleteFormDeletion'>;

/** What deleting a form would do, as it is now. */
export const deletionQuery = (form: string) =>
  queryOptions({
    queryKey: ['deletion', form],
    queryFn: () => api.get<Deletion>(`/forms/${form}/deletion`),
    staleTime: 0,
    gcTime: 0,
  });

export const deletedFormsQuery = queryOptions({
  queryKey: ['forms', 'deleted'],
  queryFn: async () => (await api.get<Page<Form>>('/forms', { query: { deleted: true } })).items,
});

export const deleteForm = (form: string, records: number) =>
  api.delete(`/forms/${form}`, { query: { confirm: records } });
export const restoreForm = (form: string) => api.post<Form>(`/forms/${form}/restore`);
