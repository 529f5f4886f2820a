import { queryOptions } from '@tanstack/react-query';
import { api, base } from './client';
import type { Answer } from './types';

/** By whom one may sign in, as everybody may know. */
export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async () => (await api.get<Answer<'ProviderSignInResponse'>>('/auth/providers')).items,
});

/** Where the browser goes to sign in by a provider, or to link an identity there. */
export const startOf = (key: string, to: string, link = false) =>
  `${base}/auth/providers/${encodeURIComponent(key)}/start?to=${encodeURIComponent(to)}${link ? '&link=1' : ''}`;
