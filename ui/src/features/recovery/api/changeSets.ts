import { api } from '@/api/client';
import type { ChangeSet, Page } from '@/api/types';

export interface ChangeFilter {
  form: string | undefined;
  by: string | undefined;
  via: string | undefined;
  from: string | undefined;
  to: string | undefined;
}

export const changeSets = (filter: ChangeFilter, after: string | null) =>
  api.get<Page<ChangeSet>>('/change-sets', { query: { ...filter, first: 50, after } });
