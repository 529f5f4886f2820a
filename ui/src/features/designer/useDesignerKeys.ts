import { useEffect } from 'react';
import { fieldCommands } from './actions/onField';
import { redo } from './actions/redo';
import { select } from './actions/select';
import { undo } from './actions/undo';
import { step, type Designer, type Step } from './model/designer';
import { fieldAt } from './model/places';

const typing = (target: HTMLElement) =>
  target.isContentEditable ||
  /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
  target.closest('[role=dialog], [role=listbox]') !== null;

/** The keyboard of the designer: the commands of the toolbar, undo and redo, Escape to the form. */
export function useDesignerKeys(designer: Designer, dispatch: (step: Step) => void, enabled: boolean) {
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const mod = event.metaKey || event.ctrlKey;
      const isTyping = typing(event.target as HTMLElement);
      const take = (next: Step) => {
        event.preventDefault();
        dispatch(next);
        requestAnimationFrame(() => focusSelected());
      };

      if (mod && event.key.toLowerCase() === 'z' && !isTyping)
        return take(event.shiftKey ? step(redo, undefined) : step(undo, undefined));
      if (mod && event.key === 'y' && !isTyping) return take(step(redo, undefined));
      if (mod && event.key === 's') return event.preventDefault();
      if (isTyping) return;
      if (event.key === 'Escape') return dispatch(step(select, undefined));
      const field = fieldAt(designer.draft, designer.selected);
      const name = `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${event.key === 'Backspace' ? 'Delete' : event.key}`;
      const command = fieldCommands.find((each) => each.hotkey === name);
      if (field && command) take(command.step(field, designer.draft));
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [designer, dispatch, enabled]);
}

function focusSelected() {
  document.querySelector<HTMLElement>('[data-on="true"] > [data-cover]')?.focus();
}
