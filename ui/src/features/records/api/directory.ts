import { api } from '@/api/client';
import type { Named } from '@/api/types';

/** People and departments to pick from. */
export const directory = (typed: string) =>
  api.get<{ users: Named[]; departments: Named[] }>('/directory', { query: { q: typed } });
