import { api } from './client';
import type { FieldProblem } from './types';

export interface UndoConflict {
  form: string;
  record: string;
  title: string;
  reason?: 'changed' | 'edited' | 'deleted' | 'purged';
  field: string | null;
  expected: unknown;
  current: unknown;
  before: unknown;
}

export interface UndoReport {
  changeSet?: string | null;
  records: number;
  conflicts: UndoConflict[];
  refused?: { id: string; errors?: FieldProblem[] }[];
}

/** Takes a whole change set back; a dry run only says what it would do. What was changed since stays, unless overwritten. */
export const undoChangeSet = (id: string, options: { dryRun?: boolean; overwrite?: boolean } = {}) =>
  api.post<UndoReport>(`/change-sets/${id}/undo`, options);
