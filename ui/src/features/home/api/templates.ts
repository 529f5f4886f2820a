import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Localized, Page } from '@/api/types';

export interface Template {
  key: string;
  title: Localized;
  description?: Localized;
  forms?: (string | { key: string; title: Localized })[];
  installed?: boolean;
  app?: string;
}

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async () => (await api.get<Page<Template>>('/templates')).items,
});
