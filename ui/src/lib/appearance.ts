import { useSyncExternalStore } from 'react';

export type Appearance = 'light' | 'dark' | 'system';
const key = 'formshub.appearance';
const listeners = new Set<() => void>();
const system = window.matchMedia?.('(prefers-color-scheme: dark)');

function read(): Appearance {
  const stored = localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  system?.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system?.removeEventListener('change', listener);
  };
}

/** Light or dark as chosen, or as the machine says. */
export function useAppearance() {
  const chosen = useSyncExternalStore(subscribe, read);
  const systemDark = useSyncExternalStore(subscribe, () => system?.matches ?? false);
  const mode = chosen === 'system' ? (systemDark ? ('dark' as const) : ('light' as const)) : chosen;
  return { chosen, mode, choose };
}

export function choose(next: Appearance) {
  localStorage.setItem(key, next);
  listeners.forEach((each) => each());
}
