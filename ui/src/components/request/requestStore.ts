import type { Action } from '@/api/roles';

/** What the dialog begins with; titles are for showing. */
export interface Wish {
  /** Without it access is asked for. */
  kind?: 'secondPerson';
  form: string;
  record?: string | undefined;
  recordTitle?: string | undefined;
  field?: string | undefined;
  action?: Action | undefined;
}

let wish: Wish | undefined;
const listeners = new Set<() => void>();

function set(next: Wish | undefined) {
  wish = next;
  listeners.forEach((each) => each());
}

export const requestStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => wish,
};

/** Opens the dialog that asks for access, or for a second person. */
export const openRequest = (next: Wish) => set(next);

export const closeRequest = () => set(undefined);
