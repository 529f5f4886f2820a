import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Localized, Page } from '@/api/types';

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
] as const;
export type Action = (typeof actions)[number];

export interface Grant {
  form: string;
  actions: Action[];
}

export interface Role {
  key: string;
  title: Localized;
  builtIn: boolean;
  users: number;
  grants: Grant[];
  notices?: string[];
}

export type RoleWrite = Pick<Role, 'key' | 'title' | 'grants'>;

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await api.get<Page<Role>>('/roles')).items,
});
export const createRole = (role: RoleWrite) => api.post<Role>('/roles', role);
export const replaceRole = (key: string, role: RoleWrite) => api.put<Role>(`/roles/${key}`, role);
export const deleteRole = (key: string) => api.delete(`/roles/${key}`);
