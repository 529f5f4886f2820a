import { api } from './client';
import type { Filter, Page, RecordItem, Schemas } from './types';

/** What is undefined or empty is not sent. */
export type RecordQuery = {
  [K in Exclude<keyof Schemas['Query'], 'filter'>]?: Schemas['Query'][K] | undefined;
} & { filter?: Filter | null };

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
