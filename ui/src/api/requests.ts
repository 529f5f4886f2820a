import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Action } from './roles';
import type { Answer, Page, Schemas } from './types';

export type AccessRequest = Answer<'RequestAnswer', { actions: Action[] }>;
export type RequestBox = 'toDecide' | 'mine' | 'decided';

/** Requests for access and for a second person: those one may decide, one's own, those one has decided. */
export const requestsQuery = (box: RequestBox) =>
  queryOptions({
    queryKey: ['requests', box],
    queryFn: async () => (await api.get<Page<AccessRequest>>('/access-requests', { query: { box } })).items,
    ...(box === 'toDecide' ? { refetchInterval: 60_000 } : {}),
  });

export const askFor = (request: Schemas['AskForRequest']) =>
  api.post<AccessRequest>('/access-requests', request);
export const grantRequest = (id: string, given: Schemas['DecideRequestGrant']) =>
  api.post<AccessRequest>(`/access-requests/${id}/grant`, given);
export const rejectRequest = (id: string, note: string | null) =>
  api.post<AccessRequest>(`/access-requests/${id}/reject`, { note });
export const withdrawRequest = (id: string) => api.post<AccessRequest>(`/access-requests/${id}/withdraw`);
