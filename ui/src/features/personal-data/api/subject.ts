import { api, send } from '@/api/client';
import type { Localized, Page, RetentionRule } from '@/api/types';
import { saveFile, saveJson } from '@/lib/saveFile';

export interface FoundRecord {
  form: string;
  formTitle: Localized | null;
  id: string;
  title: string;
  updatedAt: string;
  deleted: boolean;
  by: 'value' | 'words';
  mayExport: boolean;
  mayPurge: boolean;
}

export interface Target {
  form: string;
  id: string;
  fields?: string[];
}

export interface Plan {
  purged: number;
  emptied: number;
  revisions: number;
  files: number;
  copies: number;
  references: {
    form: string | null;
    formTitle: Localized | null;
    field: string | null;
    count: number;
    end: 'restrict' | 'clear' | 'cascade';
  }[];
}

export interface CertificateText {
  id: string;
  reason: string;
  purged?: number;
  emptied?: number;
  records?: number;
  remaining?: number | null;
}

export interface Certificate {
  id: string;
  kind: 'export' | 'erasure';
  at: string;
  by: { id: string; title: string | null };
  certificate: CertificateText;
  sha256: string;
}

export interface FormRetention {
  form: string;
  formTitle: Localized | null;
  purpose: Localized | null;
  rule: RetentionRule | null;
  due: { live: number; binned: number; before: string } | null;
  last: { at: string; moved: number; purged: number; kept: number } | null;
}

export const findSubject = (value: string) =>
  api.post<{ items: FoundRecord[]; more: boolean }>('/personal-data/find', { value });

export const planErasure = (records: Target[]) => api.post<Plan>('/personal-data/erase/plan', { records });

export const erase = (records: Target[], reason: string, value: string) =>
  api.post<{ certificate: CertificateText; sha256: string }>('/personal-data/erase', {
    records,
    reason,
    confirm: records.length,
    value,
  });

export const certificates = (after: string | null) =>
  api.get<Page<Certificate>>('/personal-data/certificates', { query: { first: 20, after } });

export const retentionOfForms = () => api.get<{ items: FormRetention[] }>('/personal-data/forms');

export const endNow = (form: string) =>
  api.post<{ moved: number; purged: number; kept: number }>(`/forms/${form}/retention/run`);

/** Saves all that the records hold, as one JSON document. */
export async function exportSubject(records: Target[], reason: string) {
  const answer = await send('POST', '/personal-data/export', { body: { records, reason } });
  saveFile(await answer.blob(), 'personal-data.json');
}

export const saveCertificate = (item: Certificate) =>
  saveJson(JSON.stringify(item, null, 2), `${item.kind}-${item.id}.json`);
