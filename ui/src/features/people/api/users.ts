import { api } from '@/api/client';
import type { Answer, Page, Schemas } from '@/api/types';

export type User = Answer<'UserAnswer'>;

export type NewUser = Schemas['CreateUserRequest'];
export type UserChanges = Schemas['UpdateUserRequest'];

export const listUsers = (q: string, after: string | null) =>
  api.get<Page<User>>('/users', { query: { q, after, first: 100 } });
export const readUser = (id: string) => api.get<User>(`/users/${id}`);
export const createUser = (user: NewUser) => api.post<User>('/users', user);
export const updateUser = (id: string, changes: UserChanges) => api.patch<User>(`/users/${id}`, changes);
