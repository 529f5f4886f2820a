import type { Draft } from './model/uids';

/** A draft that could not be saved yet (it has an error, or the server is away) survives here. */
interface LocalCopy {
  rev: string;
  draft: Draft;
}

const keyOf = (form: string) => `formshub.design:${form}`;

export function keepLocal(form: string, copy: LocalCopy) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(copy));
  } catch {
    // A full store must not stop the work; the server has the last good state.
  }
}

export function readLocal(form: string): LocalCopy | undefined {
  try {
    const text = localStorage.getItem(keyOf(form));
    return text === null ? undefined : (JSON.parse(text) as LocalCopy);
  } catch {
    return undefined;
  }
}

export const dropLocal = (form: string) => localStorage.removeItem(keyOf(form));
