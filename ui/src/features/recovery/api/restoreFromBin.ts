import { api } from '@/api/client';
import type { FieldProblem } from '@/api/types';

export interface RestoreAnswer {
  changeSet: string | null;
  results: { op: string; index: number; id: string; rev?: number; errors?: FieldProblem[] }[];
}

/** Brings records back as one change set; what cannot come back is named, the rest comes. */
export const restoreFromBin = (ids: string[]) =>
  api.post<RestoreAnswer>('/recycle-bin/restore', { ids, partial: true });
