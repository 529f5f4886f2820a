import { api } from '@/api/client';

export interface Revealed {
  field: string;
  value: unknown;
  /** When it is to be masked again. */
  until: string;
}

/** A masked value in clear, for a reason that is kept. */
export const revealValue = (form: string, record: string, field: string, reason: string) =>
  api.post<Revealed>(`/forms/${form}/records/${record}/reveal`, { field, reason });
