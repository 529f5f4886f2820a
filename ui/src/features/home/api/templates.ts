import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Page } from '@/api/types';

export type Template = Answer<'ListTemplatesTemplate'>;

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async () => (await api.get<Page<Template>>('/templates')).items,
});
