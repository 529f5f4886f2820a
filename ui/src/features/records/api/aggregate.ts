import { api } from '@/api/client';
import type { Filter } from '@/api/types';

export type Measure = { count: '*' } | { sum: string } | { avg: string } | { min: string } | { max: string };

export const aggregate = (form: string, filter: Filter | null, measures: Measure[]) =>
  api.post<{ items: Record<string, unknown>[] }>(`/forms/${form}/records/aggregate`, {
    ...(filter ? { filter } : {}),
    measures,
  });
