import { api } from '@/api/client';
import type { Answer, Page } from '@/api/types';

export type User = Answer<'UserAnswer'>;

export interface UserWrite {
  userName?: string;
  displayName?: string;
  email?: string | null;
  password?: string;
  department?: string | null;
  roles?: string[];
  disabled?: boolean;
}

export const listUsers = (q: string, after: string | null) =>
  api.get<Page<User>>('/users', { query: { q, after, first: 100 } });
export const readUser = (id: string) => api.get<User>(`/users/${id}`);
export const createUser = (user: UserWrite) => api.post<User>('/users', user);
export const updateUser = (id: string, changes: UserWrite) => api.patch<User>(`/users/${id}`, changes);
