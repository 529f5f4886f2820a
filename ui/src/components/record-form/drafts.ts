import type { Data } from '@/api/types';

/** What someone typed and has not sent, kept on this device. */
export interface Draft {
  data: Data;
  /** The revision it was based on; absent for a new record. */
  rev?: number;
  /** The values of that revision, to tell later what was changed here. */
  before?: Data;
  /** Sent with a create, so that a retry of a lost answer makes no second record. */
  idempotencyKey?: string;
  at: string;
}

export interface DraftPlace {
  user: string;
  form: string;
  record?: string | undefined;
}

const keyOf = ({ user, form, record }: DraftPlace) => `formshub.draft:${user}:${form}:${record ?? 'new'}`;

/** A full or forbidden store loses the draft, never the form. */
export function keepDraft(place: DraftPlace, draft: Draft, store: Storage = localStorage): boolean {
  try {
    store.setItem(keyOf(place), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function readDraft(place: DraftPlace, store: Storage = localStorage): Draft | undefined {
  try {
    const text = store.getItem(keyOf(place));
    const draft = text === null ? undefined : (JSON.parse(text) as Draft);
    return draft && typeof draft.data === 'object' ? draft : undefined;
  } catch {
    return undefined;
  }
}

export function dropDraft(place: DraftPlace, store: Storage = localStorage) {
  store.removeItem(keyOf(place));
}
