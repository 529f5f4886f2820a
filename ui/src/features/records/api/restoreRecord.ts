import { api } from '@/api/client';
import type { RecordItem } from '@/api/types';

/** Back from the recycle bin, with the same id and links. */
export const restoreRecord = (form: string, id: string) =>
  api.post<RecordItem>(`/forms/${form}/records/${id}/restore`);
