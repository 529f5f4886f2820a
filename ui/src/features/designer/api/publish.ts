import { api } from '@/api/client';
import type { Answer, FormDefinition, Named, Page } from '@/api/types';

const path = (form: string) => `/forms/${encodeURIComponent(form)}`;

export interface PublishedChange {
  code: string;
  path: string;
  field: string | null;
  message: string;
  /** The types (old, new) or attributes that the message names. */
  names: string[];
}

/** What publishing would do, or did: to the form and to the records that are there. */
export interface PublishReport {
  version: number;
  changes: PublishedChange[];
  records: {
    invalid: number;
    lossy: number;
    /** Values that will be stored encrypted, or in clear again. */
    sealed: number;
    total?: number;
    /** Counted on a sample where there are very many. */
    estimated?: boolean;
    samples: { id: string; title: string; field: string; value: unknown; why: string }[];
  };
  /** Which GraphQL operations of programs would break. */
  operations: Answer<'ContractReport'>;
}

export interface Version {
  version: number;
  publishedAt: string;
  publishedBy: Named | null;
  note: string | null;
  changes: PublishedChange[];
}

export type FormIndex = Answer<'FormIndex'>;

export const report = (form: string) => api.post<PublishReport>(`${path(form)}/draft/report`);
export const publish = (form: string, note: string, rev: string) =>
  api.post<PublishReport>(`${path(form)}/publish`, note ? { note } : {}, { rev });
export const versions = (form: string) => api.get<Page<Version>>(`${path(form)}/versions`);
export const versionOf = (form: string, version: number) =>
  api.get<FormDefinition>(`${path(form)}/versions/${version}`);
export const indexes = (form: string) => api.get<Page<FormIndex>>(`${path(form)}/indexes`);
