import { api, send } from '@/api/client';
import type { AuditQuestion, AuditVerdict } from '@/components/audit-words/entries';
import { saveFile } from '@/lib/saveFile';

export const verifyAudit = () => api.post<AuditVerdict>('/audit/verify');

/** Saves what the question finds, all of it, as CSV. */
export async function exportAudit(question: AuditQuestion) {
  const answer = await send('GET', '/audit/export', {
    query: question,
    accept: 'text/csv, application/problem+json',
  });
  saveFile(await answer.blob(), 'audit.csv');
}
