import { api } from './client';

export interface UndoConflict {
  form: string;
  record: string;
  title: string;
  reason?: string;
  field: string | null;
  expected: unknown;
  current: unknown;
  before: unknown;
}

export interface UndoReport {
  changeSet?: string | null;
  records: number;
  conflicts: UndoConflict[];
}

/** Takes a whole change set back; a dry run only says what it would do. What was changed since stays, unless overwritten. */
export const undoChangeSet = (id: string, options: { dryRun?: boolean; overwrite?: boolean } = {}) =>
  api.post<UndoReport>(`/change-sets/${id}/undo`, options);
