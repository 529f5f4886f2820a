import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Schemas } from '@/api/types';

export type Provided = Answer<'ProviderStoreProvided'>;
export type Login = Answer<'ProviderStoreLogin'>;

export const providedQuery = queryOptions({
  queryKey: ['settings', 'sign-in', 'providers'],
  queryFn: async () => (await api.get<{ items: Provided[] }>('/settings/sign-in/providers')).items,
});
export const saveProvider = (key: string, provider: Schemas['ProviderSettingsRequest']) =>
  api.put<Provided>(`/settings/sign-in/providers/${encodeURIComponent(key)}`, provider);
export const removeProvider = (key: string) =>
  api.delete(`/settings/sign-in/providers/${encodeURIComponent(key)}`);

export const loginsQuery = queryOptions({
  queryKey: ['logins'],
  queryFn: async () => (await api.get<{ items: Login[] }>('/auth/logins')).items,
});
export const unlink = (provider: string) => api.delete(`/auth/logins/${encodeURIComponent(provider)}`);
