import { useQuery } from '@tanstack/react-query';
import { countOf } from '@/api/forms';
import type { Filter, Form } from '@/api/types';
import { queryRecords } from './api/queryRecords';

/** How many there are: known from the form while nothing is filtered, else counted beside the list. */
export function useCount(
  form: Form,
  filter: Filter | null,
  search: string,
  question: string,
): number | undefined {
  const known = !filter && !search ? countOf(form) : undefined;
  const { data } = useQuery({
    queryKey: ['count', form.key, question],
    enabled: known === undefined,
    queryFn: async ({ signal }) =>
      (await queryRecords(form.key, { filter, search, first: 1, count: true }, signal)).totalCount,
  });
  return known ?? data;
}
