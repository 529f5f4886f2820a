import { api } from '@/api/client';
import type { Data, RecordItem } from '@/api/types';

export const createRecord = (form: string, data: Data, idempotencyKey: string) =>
  api.post<RecordItem>(`/forms/${encodeURIComponent(form)}/records`, { data }, { idempotencyKey });

export const updateRecord = (form: string, id: string, rev: number, data: Data) =>
  api.patch<RecordItem>(`/forms/${encodeURIComponent(form)}/records/${id}`, { data }, { rev });
