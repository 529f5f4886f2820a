import { useQuery } from '@tanstack/react-query';
import { useCount as useWhole } from '@/api/forms';
import type { Filter } from '@/api/types';
import { queryRecords } from '@/api/queryRecords';

/** How many the list has, and how many the form; counted beside the list, which does not wait for it. */
export function useCount(form: string, filter: Filter | null, search: string) {
  const total = useWhole(form);
  const isWhole = !filter && !search;
  const { data } = useQuery({
    queryKey: ['count', form, filter, search],
    enabled: !isWhole,
    queryFn: async ({ signal }) =>
      (await queryRecords(form, { filter, search, first: 1, select: [], count: true }, signal)).totalCount,
  });
  return { total, count: isWhole ? total : data };
}
