import { api } from './client';

export interface UndoConflict {
  form: string;
  record: string;
  title: string;
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

/** Takes a whole change set back; a dry run only says what it would do. */
export const undoChangeSet = (id: string, dryRun = false) =>
  api.post<UndoReport>(`/change-sets/${id}/undo`, { dryRun });
