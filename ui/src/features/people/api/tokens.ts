import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Page, Schemas } from '@/api/types';

export type Token = Answer<'TokenAnswer'>;

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => (await api.get<Page<Token>>('/tokens')).items,
});
export const createToken = (token: Schemas['CreateTokenRequest']) =>
  api.post<Answer<'CreateTokenResponse'>>('/tokens', token);
export const revokeToken = (id: string) => api.delete(`/tokens/${id}`);

export type TokenOperation = Answer<'OperationsOfTokenItem'>;
export const operationsOf = (id: string, after: string | null) =>
  api.get<Page<TokenOperation>>(`/tokens/${id}/operations`, { query: { first: 50, after } });

export type TrustedDocuments = Answer<'DocumentsOfTokenResponse'>;
export type TrustedDocument = TrustedDocuments['items'][number];
const documentsPath = (id: string) => `/tokens/${id}/documents`;
export const documentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['token-documents', id],
    queryFn: () => api.get<TrustedDocuments>(documentsPath(id)),
  });
export const addDocuments = (id: string, documents: Record<string, string>) =>
  api.post<TrustedDocuments>(documentsPath(id), { documents });
export const removeDocument = (id: string, document: string) =>
  api.delete(`${documentsPath(id)}/${encodeURIComponent(document)}`);
export const releaseToken = (id: string) => api.delete(documentsPath(id));
