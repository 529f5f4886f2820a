import { createContext, use } from 'react';
import type { Action, Designer, Step } from './model/designer';

export interface DesignerScope {
  designer: Designer;
  dispatch: (step: Step) => void;
  run: <Args>(action: Action<Args>, ...args: Args extends undefined ? [] : [Args]) => void;
  /** Messages by `$id`, as the server told them of the definition. */
  errorsOf: (uid: string) => string[];
  isPhone: boolean;
}

export const DesignerContext = createContext<DesignerScope | undefined>(undefined);

export function useDesigner() {
  const scope = use(DesignerContext);
  if (!scope) throw new Error('useDesigner stands outside a DesignerContext.');
  return scope;
}
