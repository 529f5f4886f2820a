import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Page } from '@/api/types';

export interface Found {
  id: string;
  form: string;
  title: string;
  hit?: string;
  deletedAt?: string | null;
}

/** GET /search over all forms the reader may see. */
export const useRecordSearch = (typed: string) =>
  useQuery({
    queryKey: ['search', typed],
    queryFn: ({ signal }) => api.get<Page<Found>>('/search', { query: { q: typed }, signal }),
    enabled: typed.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
