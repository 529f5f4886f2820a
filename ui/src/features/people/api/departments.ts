import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Page, Schemas } from '@/api/types';

export type Department = Answer<'DepartmentAnswer'>;

export type NewDepartment = Schemas['CreateDepartmentRequest'];
export type DepartmentChanges = Schemas['UpdateDepartmentRequest'];

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => (await api.get<Page<Department>>('/departments')).items,
});
export const createDepartment = (department: NewDepartment) =>
  api.post<Department>('/departments', department);
export const updateDepartment = (id: string, changes: DepartmentChanges) =>
  api.patch<Department>(`/departments/${id}`, changes);
export const deleteDepartment = (id: string) => api.delete(`/departments/${id}`);
