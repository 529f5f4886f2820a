import type { KeyboardEvent } from 'react';

const stops =
  'input:not([type=hidden]):not([disabled]):not([hidden]), textarea:not([disabled]), [role=textbox], [role=switch]:not([disabled])';

/** Enter in a line of text goes on to the next field; where it means something already (lists, long texts, buttons) it keeps its meaning. */
export function enterMoves(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const target = event.target as HTMLElement;
  if (
    target.tagName !== 'INPUT' ||
    target.getAttribute('aria-expanded') === 'true' ||
    target.closest('.ant-picker')
  )
    return;

  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)].filter(
    (each) => each.offsetParent !== null && each.tabIndex >= 0,
  );
  const next = all[all.indexOf(target) + 1];
  if (next) next.focus();
  else document.querySelector<HTMLElement>('[data-save-record]')?.focus();
}
