import type { Question } from './explain';

/** What the panel begins with; what is named besides ids is for showing. */
export interface Start extends Omit<Question, 'action'> {
  action?: Question['action'];
  recordTitle?: string;
  userName?: string;
}

let asked: Start | undefined;
const listeners = new Set<() => void>();

function set(next: Start | undefined) {
  asked = next;
  listeners.forEach((each) => each());
}

export const explainStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => asked,
};

/** Opens the panel that says whether somebody may do something, and why. */
export const openExplain = (start: Start) => set(start);

export const closeExplain = () => set(undefined);
