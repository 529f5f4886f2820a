import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { RowPreset } from './roles';
import type { Answer, Filter, Schemas } from './types';

export type Expected = Schemas['Expected'];

/** What is expected of the rules of access. */
export type PermissionTest = Answer<
  'PermissionTest',
  { rows?: Filter | RowPreset | null; field?: string | null; atLeast?: number | null; atMost?: number | null }
>;
export type TestOutcome = Schemas['TestOutcome'];
export type TestItem = Answer<'PermissionTestsItem', { test: PermissionTest; outcome: TestOutcome | null }>;
export type TestList = Answer<'PermissionTestsResponse', { items: TestItem[] }>;

/** One of those that kept rules from being saved. */
export type FailingTest = Pick<TestItem, 'id'> & Pick<PermissionTest, 'title'> & Pick<TestOutcome, 'state'>;

const address = '/permissions/tests';

export const testsQuery = queryOptions({
  queryKey: ['permission-tests'],
  queryFn: () => api.get<TestList>(address),
});
export const saveTest = (id: string | undefined, test: PermissionTest) =>
  id ? api.put<TestItem>(`${address}/${id}`, test) : api.post<TestItem>(address, test);
export const deleteTest = (id: string) => api.delete(`${address}/${id}`);
export const runTests = () => api.post<TestList>(`${address}/run`);
