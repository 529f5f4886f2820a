import { api } from '@/api/client';

/** For good. A certificate of each record remains. */
export const purge = (ids: string[], reason: string) =>
  api.post<{ changeSet: string; purged: number }>('/recycle-bin/purge', { ids, reason });
