import { api } from '@/api/client';
import type { Answer, Page } from '@/api/types';

export type Holder = Answer<'UserAnswer'>;

/** Everybody who was given the role as a person. */
export async function holdersOf(role: string): Promise<Holder[]> {
  const found: Holder[] = [];
  let after: string | null = null;
  do {
    const page: Page<Holder> = await api.get('/users', { query: { role, first: 200, after } });
    found.push(...page.items);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  return found;
}
