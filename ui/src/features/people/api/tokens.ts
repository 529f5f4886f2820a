import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Page } from '@/api/types';
import type { Grant } from '@/api/roles';

export type Token = Answer<'TokenAnswer'>;

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => (await api.get<Page<Token>>('/tokens')).items,
});
export const createToken = (token: { name: string; scopes?: Grant[]; expiresAt?: string }) =>
  api.post<Token & { token: string }>('/tokens', token);
export const revokeToken = (id: string) => api.delete(`/tokens/${id}`);
