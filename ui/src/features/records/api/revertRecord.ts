import { api } from '@/api/client';
import type { RecordItem, Schemas } from '@/api/types';

/** Puts the record, or only some fields, back to how a revision left them. */
export const revertRecord = (form: string, id: string, rev: number, fields?: string[]) =>
  api.post<RecordItem>(`/forms/${form}/records/${id}/revert`, {
    rev,
    ...(fields ? { fields } : {}),
  } satisfies Schemas['Revert']);
