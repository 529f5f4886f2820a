import { api } from '@/api/client';
import type { Data, FieldProblem } from '@/api/types';

export interface BatchAnswer {
  changeSet: string | null;
  results: { op: string; index: number; id?: string; rev?: number; errors?: FieldProblem[] }[];
}

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
