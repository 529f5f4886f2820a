import { useEffect, useRef } from 'react';

export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

/** Keys of a page: `{'n': …, 'mod+s': …}`. Plain keys rest while someone types or a dialog is open; `mod` is ⌘ or Ctrl. */
export function useHotkeys(keys: Hotkeys, enabled = true) {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });

  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const mod = event.metaKey || event.ctrlKey;
      if (event.altKey || (!mod && isBusy(event))) return;
      const act = current.current[(mod ? 'mod+' : '') + event.key];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
}

function isBusy(event: KeyboardEvent) {
  const target = event.target as HTMLElement;
  return (
    target.isContentEditable ||
    (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'checkbox') ||
    target.closest('[role=dialog][aria-modal=true], [role=menu], [role=listbox]') !== null ||
    document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null
  );
}

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** A key as it is written on the keyboard before the reader. */
export const keyLabel = (key: string) =>
  key
    .replace('mod+', apple ? '⌘' : 'Ctrl ')
    .replace(/^(⌘|Ctrl )(.)$/, (_, mod: string, k: string) => mod + k.toUpperCase());
