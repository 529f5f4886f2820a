import { expect, it } from 'vitest';
import type { Department } from '../api/departments';
import { branchesOf, familyOf } from './tree';

const department = (id: string, parent: string | null): Department => ({
  id,
  key: id,
  title: {},
  parent: parent ? { id: parent, key: parent, title: {} } : null,
  head: null,
  users: 0,
});
const all = [
  department('service', 'company'),
  department('company', null),
  department('night', 'service'),
  department('lost', 'gone'),
];

it('lists the tree from the top', () => {
  expect(branchesOf(all).map(({ department: { id }, depth }) => `${depth} ${id}`)).toEqual([
    '0 company',
    '1 service',
    '2 night',
    '0 lost',
  ]);
});

it('knows the family of a department', () => {
  expect([...familyOf(all, 'service')].sort()).toEqual(['night', 'service']);
});
