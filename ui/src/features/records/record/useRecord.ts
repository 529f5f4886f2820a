import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { RecordItem } from '@/api/types';
import { recordQuery } from '../api/record';

/** A record, and what to do once it was written: what hangs on it is asked for again. */
export function useRecord(form: string, id: string) {
  const queries = useQueryClient();
  const query = useQuery(recordQuery(form, id));

  const wrote = useCallback(
    (saved?: RecordItem) => {
      if (saved) queries.setQueryData(recordQuery(form, id).queryKey, saved);
      void queries.invalidateQueries({
        queryKey: ['record', form, id],
        ...(saved ? { predicate: ({ queryKey }) => queryKey.length > 3 } : {}),
      });
    },
    [queries, form, id],
  );

  return { ...query, wrote };
}
