import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Page, ViewDefinition } from '@/api/types';

export const viewsQuery = (form: string) =>
  queryOptions({
    queryKey: ['views', form],
    queryFn: async () => (await api.get<Page<ViewDefinition>>(`/forms/${form}/views`)).items,
    retry: false,
  });

export const createView = (form: string, view: ViewDefinition) =>
  api.post<ViewDefinition>(`/forms/${form}/views`, view);
export const replaceView = (form: string, view: ViewDefinition) =>
  api.put<ViewDefinition>(`/forms/${form}/views/${view.key}`, view);
export const deleteView = (form: string, key: string) => api.delete(`/forms/${form}/views/${key}`);
