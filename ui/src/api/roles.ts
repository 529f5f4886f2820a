import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Answer, Page, Schemas } from './types';

export const actions = [
  'read',
  'create',
  'update',
  'delete',
  'restore',
  'purge',
  'viewHistory',
  'revert',
  'manage',
] as const satisfies Action[];
export type Action = Schemas['FormAction'];

export type Grant = Schemas['GrantAnswer'];

export type Role = Answer<'RoleAnswer'>;

export type RoleWrite = Schemas['RoleRequest'];

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await api.get<Page<Role>>('/roles')).items,
});
export const createRole = (role: RoleWrite) => api.post<Role>('/roles', role);
export const replaceRole = (key: string, role: RoleWrite) => api.put<Role>(`/roles/${key}`, role);
export const deleteRole = (key: string) => api.delete(`/roles/${key}`);
