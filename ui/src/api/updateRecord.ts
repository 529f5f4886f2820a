import { api } from './client';
import type { Data, RecordItem } from './types';

/** PATCH with only what changes; 412 (with `current`) when somebody was faster. */
export const updateRecord = (form: string, id: string, rev: number, data: Data) =>
  api.patch<RecordItem>(`/forms/${form}/records/${id}`, { data }, { rev });
