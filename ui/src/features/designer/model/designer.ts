import type { FormDefinition } from '@/api/types';
import { toDraft, type Draft } from './uids';

/** What the designer shows: the draft, what is selected, and the way back and forth. */
export interface Designer {
  draft: Draft;
  /** The `$id` of the selected field; none selects the form itself. */
  selected: string | undefined;
  past: Draft[];
  future: Draft[];
  /** Edits of the same thing in a row (typing a label) are one step of undo. */
  last: string | undefined;
}

/** One thing that a person can do in the designer. Toolbar, menus, keyboard and undo all go through it. */
export interface Action<Args = undefined> {
  type: string;
  /** Steps with the same name in a row are undone together. */
  merges?: (args: Args) => string;
  apply: (designer: Designer, args: Args) => Designer;
}

export interface Step<Args = unknown> {
  action: Action<Args>;
  args: Args;
}

const mostSteps = 100;

export const opened = (definition: FormDefinition): Designer => ({
  draft: toDraft(definition),
  selected: undefined,
  past: [],
  future: [],
  last: undefined,
});

/** The one reducer: applies an action and, where the draft changed by it, remembers the way back. */
export function reduce(designer: Designer, { action, args }: Step): Designer {
  const next = action.apply(designer, args);
  if (next.draft === designer.draft || next.past !== designer.past) return { ...next, last: undefined };
  const merge = action.merges?.(args);
  const joins = merge !== undefined && merge === designer.last;
  return {
    ...next,
    past: joins ? designer.past : [...designer.past, designer.draft].slice(-mostSteps),
    future: [],
    last: merge,
  };
}

export const step = <Args>(action: Action<Args>, args: Args): Step => ({ action, args }) as Step;
