import { api } from './client';
import type { Filter, Page, RecordItem } from './types';

export interface RecordQuery {
  filter?: Filter | null;
  search?: string | undefined;
  sort?: string[] | undefined;
  select?: string[];
  first?: number;
  after?: string | null;
  count?: boolean;
  deleted?: boolean;
}

export const queryRecords = (form: string, query: RecordQuery, signal?: AbortSignal) =>
  api.post<Page<RecordItem>>(`/forms/${form}/records/query`, clean(query), { signal });

function clean(query: RecordQuery) {
  return Object.fromEntries(
    Object.entries(query).filter(
      ([key, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        !(key !== 'select' && Array.isArray(value) && value.length === 0),
    ),
  );
}
