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
  /** What nobody does alone with these records. */
  secondPerson?: Action[];
}

export interface AuditedAccess {
  reads: boolean;
  searches: boolean;
}

/** Who is in a form's groups, and which records are restricted. */
export interface FormAccess {
  groups?: Partial<Record<GroupName, string[]>>;
  restrictions?: Restriction[];
  /** What the audit notes of the form besides changes. */
  audit?: Partial<AuditedAccess> | null;
}

const address = (form: string) => `/forms/${encodeURIComponent(form)}/access`;

export const formAccessQuery = (form: string) =>
  queryOptions({ queryKey: ['form-access', form], queryFn: () => api.get<FormAccess>(address(form)) });
export const replaceFormAccess = (form: string, access: FormAccess, acceptFailing = false) =>
  api.put<FormAccess>(address(form), access, acceptFailing ? { query: { acceptFailing } } : {});
