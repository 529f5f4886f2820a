import { api } from '@/api/client';
import type { Answer, Schemas } from '@/api/types';

/** For good. A certificate of each record remains. */
export const purge = (ids: string[], reason: string) =>
  api.post<Answer<'PurgeFromRecycleBinResponse'>>('/recycle-bin/purge', {
    ids,
    reason,
  } satisfies Schemas['Purge']);
