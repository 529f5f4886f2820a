import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Localized, Page } from '@/api/types';

export type Department = Answer<'DepartmentAnswer'>;

export interface DepartmentWrite {
  key: string;
  title: Localized;
  parent: string | null;
  head: string | null;
}

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => (await api.get<Page<Department>>('/departments')).items,
});
export const createDepartment = (department: DepartmentWrite) =>
  api.post<Department>('/departments', department);
export const updateDepartment = (id: string, changes: DepartmentWrite) =>
  api.patch<Department>(`/departments/${id}`, changes);
export const deleteDepartment = (id: string) => api.delete(`/departments/${id}`);
