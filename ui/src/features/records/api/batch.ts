import { api } from '@/api/client';
import type { Answer, Data, Schemas } from '@/api/types';

export type BatchAnswer = Answer<'BatchAnswer'>;

/** Partial: what is right goes through, the rest is named. */
export type Batch = Omit<Schemas['Batch'], 'update'> & {
  update?: (Omit<Schemas['BatchUpdate'], 'data'> & { data: Data })[];
};

/** Several writes as one change set, all or nothing. */
export const batch = (form: string, body: Batch) =>
  api.post<BatchAnswer>(`/forms/${form}/records/batch`, body);
