import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Page } from '@/api/types';
import type { RoleWrite } from '@/api/roles';
import type { FormAccess } from './formAccess';

/** Rules as they would be; those that are not named stay as they are. */
export interface RulesChange {
  roles?: {
    key: string;
    grants: unknown[];
    departments?: string[];
    holders?: RoleWrite['holders'] | null;
  }[];
  forms?: Record<string, FormAccess>;
}

export type Preview = Answer<'PreviewRulesResponse'>;
export type PreviewItem = Preview['items'][number];
export type RulesVersion = Answer<'VersionsOfRulesSummary'>;
export type OneVersion = Answer<'VersionsOfRulesOne'>;
export type Difference = NonNullable<OneVersion['changes']>;

export const previewRules = (change: RulesChange) => api.post<Preview>('/permissions/preview', change);

export const listVersions = (after: string | null) =>
  api.get<Page<RulesVersion>>('/permissions/versions', { query: { first: 30, after } });

export const versionQuery = (version: number) =>
  queryOptions({
    queryKey: ['rules-version', version],
    queryFn: () => api.get<OneVersion>(`/permissions/versions/${version}`),
  });

export const revertRules = (version: number, acceptFailing: boolean) =>
  api.post<Answer<'VersionsOfRulesReverted'>>(
    `/permissions/versions/${version}/revert`,
    {},
    acceptFailing ? { query: { acceptFailing } } : {},
  );
