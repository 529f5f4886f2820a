import { api } from './client';
import type { Answer, Filter, Page } from './types';

export type Share = Answer<'ShareAnswer', { fields: Record<string, string> }>;
export type Shared = Answer<'ShareThingsResponse', { items: Share[] }>;

/** What is shared, with whom, and for how long. */
export interface NewShare {
  record?: string;
  view?: string;
  filter?: Filter;
  users?: string[];
  departments?: string[];
  link?: boolean;
  actions: ('read' | 'update' | 'create')[];
  until?: string;
  note?: string;
  password?: string;
  titles?: boolean;
}

export const sharesKey = ['shares'] as const;

/** The shares of a form, or of one record of it; the newest hundred. */
export const sharesOfForm = (form: string, record?: string) => ({
  queryKey: [...sharesKey, form, record ?? ''],
  queryFn: async () =>
    (await api.get<Page<Share>>(`/forms/${form}/shares`, { query: { record, first: 100 } })).items,
});

/** What others shared with the one signed in. */
export const sharedWithMe = {
  queryKey: [...sharesKey, 'with-me'],
  queryFn: async () => (await api.get<Page<Share>>('/shares', { query: { first: 100 } })).items,
  staleTime: 60_000,
};

/** What the one signed in shared with others; the newest hundred. */
export const sharedByMe = {
  queryKey: [...sharesKey, 'by-me'],
  queryFn: async () => (await api.get<Page<Share>>('/shares', { query: { of: 'by-me', first: 100 } })).items,
  staleTime: 60_000,
};

export const share = (form: string, what: NewShare) => api.post<Shared>(`/forms/${form}/shares`, what);
export const changeShare = (id: string, change: { until: string | null }) =>
  api.patch<Share>(`/shares/${id}`, change);
export const revokeShare = (id: string) => api.delete<Share>(`/shares/${id}`);
export const restoreShare = (id: string) => api.post<Share>(`/shares/${id}/restore`);
