import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './client';
import type { Me } from './types';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const answer = await api.get<Me | { user: Me }>('/auth/me');
    return 'user' in answer ? answer.user : answer;
  },
  staleTime: 5 * 60_000,
  retry: false,
});

export function useMe() {
  const { data } = useQuery(meQuery);
  return { me: data, isAdministrator: data?.roles.includes('administrator') ?? false };
}

export const signOut = () => api.post('/auth/logout');
