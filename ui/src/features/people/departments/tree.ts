import type { Department } from '../api/departments';

export interface Branch {
  department: Department;
  depth: number;
}

/** Departments in the order of the tree, each with its depth; one whose parent is missing stands at the top. */
export function branchesOf(departments: Department[]): Branch[] {
  const known = new Set(departments.map((each) => each.id));
  const below = (parent: string | null, depth: number): Branch[] =>
    departments
      .filter((each) => (each.parent && known.has(each.parent.id) ? each.parent.id : null) === parent)
      .flatMap((department) => [{ department, depth }, ...below(department.id, depth + 1)]);
  return below(null, 0);
}

/** A department and everything under it: what may not become its parent. */
export function familyOf(departments: Department[], id: string): Set<string> {
  const family = new Set([id]);
  for (let before = 0; before !== family.size;) {
    before = family.size;
    for (const each of departments) if (each.parent && family.has(each.parent.id)) family.add(each.id);
  }
  return family;
}
