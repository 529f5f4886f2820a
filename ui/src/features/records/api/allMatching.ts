import type { RecordItem } from '@/api/types';
import { queryRecords, type RecordQuery } from '@/api/queryRecords';

/** As many as one batch takes. */
export const mostAtOnce = 10_000;

/** Every record that a question finds, with only what a bulk action needs. */
export async function allMatching(
  form: string,
  { filter, sort, search }: Required<Pick<RecordQuery, 'filter' | 'sort' | 'search'>>,
  select: string[],
): Promise<RecordItem[]> {
  const found: RecordItem[] = [];
  let after: string | null = null;
  do {
    const page = await queryRecords(form, { filter, sort, search, select, first: 1000, after });
    found.push(...page.items);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null && found.length < mostAtOnce);
  return found.slice(0, mostAtOnce);
}
