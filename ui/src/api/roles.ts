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

/** Actions as people think of them; together they are all that there is. */
export const actionGroups = [
  { key: 'see', actions: ['read'] },
  { key: 'add', actions: ['create'] },
  { key: 'change', actions: ['update'] },
  { key: 'remove', actions: ['delete', 'restore', 'purge'] },
  { key: 'history', actions: ['viewHistory', 'revert'] },
  { key: 'out', actions: ['import', 'export', 'print'] },
  { key: 'sensitive', actions: ['reveal'] },
  { key: 'manage', actions: ['share', 'manage'] },
] as const satisfies { key: string; actions: Action[] }[];
export type ActionGroup = (typeof actionGroups)[number];

export const fieldRights = ['hidden', 'masked', 'read', 'write'] as const;
export const rowPresets = ['all', 'own', 'department', 'departments'] as const;

export type FieldRight = (typeof fieldRights)[number];

/** What a role may do with one form, or with all ("*"): rows are a filter or a preset, fields rights by key. */
export interface Grant {
  form: string;
  actions: Schemas['FormAction'][];
  rows?: Filter | RowPreset | null;
  fields?: Record<string, FieldRight> | null;
}

export type RowPreset = (typeof rowPresets)[number];

export type Role = Omit<Answer<'RoleAnswer'>, 'grants'> & { grants: Grant[] };

export type RoleWrite = Schemas['RoleRequest'];

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await api.get<Page<Role>>('/roles')).items,
});
export const roleQuery = (key: string) =>
  queryOptions({
    queryKey: ['roles', key],
    queryFn: () => api.get<Role>(`/roles/${encodeURIComponent(key)}`),
  });
export const createRole = (role: RoleWrite) => api.post<Role>('/roles', role);
/** @param acceptFailing Also where permission tests fail with it. */
export const replaceRole = (key: string, role: RoleWrite, acceptFailing = false) =>
  api.put<Role>(`/roles/${key}`, role, acceptFailing ? { query: { acceptFailing } } : {});
export const deleteRole = (key: string, acceptFailing = false) =>
  api.delete(`/roles/${key}`, acceptFailing ? { query: { acceptFailing } } : {});
