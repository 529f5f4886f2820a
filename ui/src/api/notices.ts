import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Answer } from './types';

export type Notice = Answer<'NoticesOfCallerItem', { details: Record<string, string> }>;

/** The latest that one is told of, and how much of it is not read yet. */
export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: () => api.get<Answer<'NoticesOfCallerResponse', { items: Notice[] }>>('/notices?first=50'),
  refetchInterval: 60_000,
});

export const markNoticesRead = () => api.post('/notices/read');
