import { api } from '@/api/client';

/** Into the recycle bin. */
export const deleteRecord = (form: string, id: string, rev: number) =>
  api.delete<{ changeSet?: string } | undefined>(`/forms/${form}/records/${id}`, { rev });
