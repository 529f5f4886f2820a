import { api } from './client';
import type { Answer, FieldProblem, Schemas } from './types';

export type UndoConflict = Answer<'Conflict'>;

/** With what could not be undone at all, where some of it was. */
export type UndoReport = Answer<'UndoAnswer'> & { refused?: { id: string; errors?: FieldProblem[] }[] };

/** Takes a whole change set back; a dry run only says what it would do. What was changed since stays, unless overwritten. */
export const undoChangeSet = (id: string, options: Schemas['Undo'] = {}) =>
  api.post<UndoReport>(`/change-sets/${id}/undo`, options);
