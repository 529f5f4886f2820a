import { useEffect, useRef, useState, type RefObject } from 'react';
import { pageOf, type Page } from './layout';
import type { Messages } from './problems';

const fieldOf = (path: string) => path.split('/')[2] ?? '';

/** The page that the first message stands on: the part above the tabs counts as first. */
function firstTab(pages: Page[], errors: Messages | undefined) {
  const at = Object.keys(errors ?? {})
    .map((path) => pageOf(pages, fieldOf(path)))
    .filter((page) => page >= 0);
  return at.length > 0 ? pages[Math.min(...at)]?.tab?.key : undefined;
}

/** Opens the tab with the first message when new messages come, and brings that message into sight. */
export function useReveal(box: RefObject<HTMLElement | null>, pages: Page[], errors: Messages | undefined) {
  const [tab, setTab] = useState<string>();
  const [seen, setSeen] = useState(errors);
  const before = useRef(0);

  if (errors !== seen) {
    setSeen(errors);
    const first = firstTab(pages, errors);
    if (first) setTab(first);
  }

  useEffect(() => {
    const count = Object.keys(errors ?? {}).length;
    if (count > before.current) requestAnimationFrame(() => reveal(box.current));
    before.current = count;
  }, [box, errors]);

  return [tab, setTab] as const;
}

function reveal(box: HTMLElement | null) {
  const message = [...(box?.querySelectorAll<HTMLElement>('[data-field-error], [role=alert]') ?? [])].find(
    (each) => each.offsetParent !== null,
  );
  const field = message?.closest<HTMLElement>('td, [data-field]') ?? message;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  field?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  field
    ?.querySelector<HTMLElement>('input:not([type=hidden]):not([hidden]), textarea, [role=textbox], button')
    ?.focus({ preventScroll: true });
}
