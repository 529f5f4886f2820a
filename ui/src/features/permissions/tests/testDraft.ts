import type { Expected, PermissionTest } from '@/api/permissionTests';
import type { Action } from '@/api/roles';
import type { Localized } from '@/api/types';
import { isFinishedScope, readRows, writeRows, type RowScope } from '@/components/access/rowScope';

/** A test as it is edited. */
export interface TestDraft {
  title: Localized;
  who: string;
  form: string;
  action: Action;
  field: string;
  /** None: it is about the form as a whole. */
  rows: RowScope | undefined;
  expect: Expected;
  atLeast: number | null;
  atMost: number | null;
}

export const readTest = (test: PermissionTest | undefined): TestDraft => ({
  title: (test?.title as Localized | undefined) ?? {},
  who: test?.who ?? '',
  form: test?.form ?? '',
  action: test?.action ?? 'read',
  field: test?.field ?? '',
  rows: test?.rows ? readRows(test.rows) : undefined,
  expect: test?.expect ?? 'allowed',
  atLeast: test?.atLeast ?? null,
  atMost: test?.atMost ?? null,
});

export const writeTest = ({ field, rows, expect, atLeast, atMost, ...rest }: TestDraft): PermissionTest => ({
  ...rest,
  expect,
  ...(field ? { field } : {}),
  ...(rows ? { rows: writeRows(rows) } : {}),
  ...(expect === 'rows' ? { atLeast, atMost } : {}),
});

/** Masked and hidden are about what is seen of a field. */
export const expectationsOf = ({ field, action }: TestDraft): Expected[] =>
  field && action === 'read'
    ? ['allowed', 'refused', 'masked', 'hidden', 'rows']
    : ['allowed', 'refused', 'rows'];

export const isFinished = (draft: TestDraft) =>
  Object.values(draft.title).some((text) => text.trim() !== '') &&
  draft.who !== '' &&
  draft.form !== '' &&
  (!draft.rows || isFinishedScope(draft.rows)) &&
  expectationsOf(draft).includes(draft.expect) &&
  (draft.expect !== 'rows' || draft.atLeast !== null || draft.atMost !== null);
