import { api } from '@/api/client';
import type { Answer, Json, Page, Schemas } from '@/api/types';

export type AuditEntry = Answer<'ListAuditItem', { details: Record<string, Json> | null }>;

export type AuditQuestion = Record<'by' | 'action' | 'form' | 'record' | 'from' | 'to', string | undefined>;

export type AuditVerdict = Schemas['VerifyAuditResponse'];

export const auditEntries = (question: AuditQuestion, after: string | null) =>
  api.get<Page<AuditEntry>>('/audit', { query: { ...question, first: 50, after } });

/** Who has seen and changed one record. */
export const auditOfRecord = (form: string, id: string, action: string, after: string | null) =>
  api.get<Page<AuditEntry>>(`/forms/${form}/records/${id}/audit`, { query: { action, first: 50, after } });

/** What can be looked for, in the groups in which people think of it; each word is an action of the API. */
export const actionGroups = {
  seen: ['recordRead', 'recordsSearched', 'valueRevealed'],
  changed: [
    'recordCreated',
    'recordUpdated',
    'recordDeleted',
    'recordRestored',
    'recordReverted',
    'recordPurged',
    'recordsChanged',
    'changeSetUndone',
  ],
  signIn: [
    'signedIn',
    'signInFailed',
    'lockedOut',
    'signedOut',
    'passwordChanged',
    'viewAsBegan',
    'viewAsEnded',
    'secondFactorSet',
    'secondFactorRemoved',
    'recoveryCodesMade',
    'recoveryCodeUsed',
    'sessionEnded',
    'providerLinked',
    'providerUnlinked',
    'signInSettingsChanged',
  ],
  people: [
    'userCreated',
    'userChanged',
    'departmentCreated',
    'departmentChanged',
    'departmentDeleted',
    'roleCreated',
    'roleChanged',
    'roleDeleted',
    'permissionTestsChanged',
  ],
  tokens: ['tokenCreated', 'tokenUsed', 'tokenDocumentsChanged', 'tokenRevoked'],
  sharing: ['shareCreated', 'shareChanged', 'shareRevoked', 'linkOpened', 'linkRefused'],
  requests: ['requestMade', 'requestGranted', 'requestRejected', 'requestWithdrawn', 'agreementUsed'],
  forms: [
    'formCreated',
    'formPublished',
    'formDeleted',
    'formRestored',
    'formAccessChanged',
    'appCreated',
    'appChanged',
    'appDeleted',
    'templateInstalled',
  ],
  personal: ['subjectSearched', 'subjectExported', 'subjectErased'],
  audit: ['auditExported', 'auditVerified', 'unreadable'],
} as const;

export type ActionGroup = keyof typeof actionGroups;
