import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Filter } from '@/api/types';
import { queryRecords } from '@/api/queryRecords';
import { PageCache } from './table/PageCache';

const pageSize = 200;

/** The records of a question, page by page as one scrolls. A new question starts at the top. */
export function useRecords(
  form: string,
  filter: Filter | null,
  sort: string[],
  search: string,
  generation: number,
) {
  const question = JSON.stringify({ form, filter, sort, search, generation });
  const cache = useMemo(
    () =>
      new PageCache((after, signal) =>
        queryRecords(form, { filter, sort, search, first: pageSize, after }, signal),
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the question says it all
    [question],
  );
  const snapshot = useSyncExternalStore(cache.subscribe, cache.read);

  useEffect(() => cache.open(), [cache]);

  return { cache, question, ...snapshot };
}
