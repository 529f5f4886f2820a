import { api } from '@/api/client';
import type { Answer, Data } from '@/api/types';

export type BatchAnswer = Answer<'BatchAnswer'>;

export interface Batch {
  update?: { id: string; rev?: number; data: Data }[];
  delete?: { id: string; rev?: number }[];
  restore?: { id: string }[];
  /** What is right goes through, the rest is named. */
  partial?: boolean;
}

/** Several writes as one change set, all or nothing. */
export const batch = (form: string, body: Batch) =>
  api.post<BatchAnswer>(`/forms/${form}/records/batch`, body);
