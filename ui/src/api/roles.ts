import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Answer, Filter, Page, Schemas } from './types';

export const actions = [
  'read',
  'create',
  'update',
  'delete',
  'restore',
  'purge',
  'import',
  'export',
  'print',
  'viewHistory',
  'revert',
  'reveal',
  'share',
  'manage',
] as const satisfies Action[];
export type Action = Schemas['FormAction'];

export type FieldRight = 'hidden' | 'masked' | 'read' | 'write';

/** What a role may do with one form, or with all ("*"): rows are a filter or a preset, fields rights by key. */
export interface Grant {
  form: string;
  actions: Schemas['FormAction'][];
  rows?: Filter | RowPreset | null;
  fields?: Record<string, FieldRight> | null;
}

export type RowPreset = 'all' | 'own' | 'department' | 'departments';

export type Role = Omit<Answer<'RoleAnswer'>, 'grants'> & { grants: Grant[] };

export type RoleWrite = Schemas['RoleRequest'];

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await api.get<Page<Role>>('/roles')).items,
});
export const createRole = (role: RoleWrite) => api.post<Role>('/roles', role);
export const replaceRole = (key: string, role: RoleWrite) => api.put<Role>(`/roles/${key}`, role);
export const deleteRole = (key: string) => api.delete(`/roles/${key}`);
