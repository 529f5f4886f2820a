import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, isByLink } from './client';
import type { Answer } from './types';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const { user, timeZone, ...rest } = await api.get<Answer<'MeResponse'>>('/auth/me');
    const { secondFactorMissing, passwordChangeNeeded, viewedBy } = rest;
    return { ...user, timeZone: known(timeZone), secondFactorMissing, passwordChangeNeeded, viewedBy };
  },
  staleTime: 5 * 60_000,
  retry: false,
});

/** A zone that this browser does not know leaves it with its own. */
function known(zone: string) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
  }
}

export function useMe() {
  const { data } = useQuery({ ...meQuery, enabled: !isByLink() });
  return { me: data, isAdministrator: data?.roles.includes('administrator') ?? false };
}

export const signOut = () => api.post('/auth/logout');
