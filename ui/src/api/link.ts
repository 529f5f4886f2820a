import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Answer, RecordItem, ViewDefinition } from './types';

/** What a link opens. */
export type Opened = Answer<'OpenLinkResponse', { does: 'read' | 'fillIn'; view: ViewDefinition | null }>;

export const linkQuery = (token: string, pass: string | undefined) =>
  queryOptions({
    queryKey: ['link', token, pass ?? ''],
    queryFn: () => api.get<Opened>('/link'),
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });

/** What is sent along once the link's password was given. */
export const passOf = (password: string) => api.post<{ text: string }>('/link/open', { password });

export const linkedRecordQuery = (form: string, id: string) =>
  queryOptions({
    queryKey: ['record', form, id],
    queryFn: () => api.get<RecordItem>(`/forms/${form}/records/${id}`),
  });
