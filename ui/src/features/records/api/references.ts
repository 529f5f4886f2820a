import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Named } from '@/api/types';

export interface BackReference {
  form: string;
  field: string;
  count: number;
  records: Named[];
}

/** Which records point here. */
export const referencesQuery = (form: string, id: string) =>
  queryOptions({
    queryKey: ['record', form, id, 'references'],
    queryFn: async () =>
      (await api.get<{ items: BackReference[] }>(`/forms/${form}/records/${id}/references`)).items,
  });
