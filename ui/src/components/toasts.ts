export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'error';
  action?: { label: string; act: () => void } | undefined;
}

let toasts: Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: Toast[]) {
  toasts = next;
  listeners.forEach((each) => each());
}

export const toastStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => toasts,
};

export const dismiss = (id: number) => set(toasts.filter((each) => each.id !== id));

/** Says what happened, for 10 seconds, with one way to answer. */
export function toast(
  text: string,
  options: { action?: Toast['action']; tone?: Toast['tone']; seconds?: number } = {},
) {
  const id = ++last;
  set([...toasts.slice(-2), { id, text, tone: options.tone ?? 'plain', action: options.action }]);
  setTimeout(() => dismiss(id), (options.seconds ?? 10) * 1000);
  return id;
}
