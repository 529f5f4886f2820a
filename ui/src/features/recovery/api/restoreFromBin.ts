import { api } from '@/api/client';
import type { Answer, Schemas } from '@/api/types';

export type RestoreAnswer = Answer<'BatchAnswer'>;

/** Brings records back as one change set; what cannot come back is named, the rest comes. */
export const restoreFromBin = (ids: string[]) =>
  api.post<RestoreAnswer>('/recycle-bin/restore', { ids, partial: true } satisfies Schemas['Ids']);
