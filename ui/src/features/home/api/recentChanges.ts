import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { ChangeSet, Page } from '@/api/types';

export const recentChangesQuery = queryOptions({
  queryKey: ['change-sets', 'recent'],
  queryFn: async () => (await api.get<Page<ChangeSet>>('/change-sets', { query: { first: 8 } })).items,
});
