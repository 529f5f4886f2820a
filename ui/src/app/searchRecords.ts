import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Page } from '@/api/types';

export type Found = Answer<'FoundRecord'>;

/** GET /search over all forms the reader may see. */
export const useRecordSearch = (typed: string) =>
  useQuery({
    queryKey: ['search', typed],
    queryFn: ({ signal }) => api.get<Page<Found>>('/search', { query: { q: typed }, signal }),
    enabled: typed.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
