import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Filter } from '@/api/types';
import type { Action, RowPreset } from '@/api/roles';

/** The ready-made groups, from the least to the most. */
export const groups = ['addOnly', 'addAndSeeOwn', 'addAndSeeAll', 'seeAll', 'manageAll'] as const;
export type GroupName = (typeof groups)[number];

export interface Restriction {
  rows: Filter | RowPreset;
  roles?: string[];
  /** Asked for by workflows; kept as it is. */
  secondPerson?: Action[];
}

/** Who is in a form's groups, and which records are restricted. */
export interface FormAccess {
  groups?: Partial<Record<GroupName, string[]>>;
  restrictions?: Restriction[];
  /** What the audit notes of the form; kept as it is. */
  audit?: unknown;
}

const address = (form: string) => `/forms/${encodeURIComponent(form)}/access`;

export const formAccessQuery = (form: string) =>
  queryOptions({ queryKey: ['form-access', form], queryFn: () => api.get<FormAccess>(address(form)) });
export const replaceFormAccess = (form: string, access: FormAccess) =>
  api.put<FormAccess>(address(form), access);
