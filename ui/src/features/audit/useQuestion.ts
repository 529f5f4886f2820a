import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { AuditQuestion } from '@/components/audit-words/entries';

const names = ['by', 'action', 'form', 'record', 'from', 'to'] as const;

/** What is asked of the audit lives in the address, so that it can be sent to a colleague. */
export function useQuestion() {
  const [params, setParams] = useSearchParams();
  const question = Object.fromEntries(
    names.map((name) => [name, params.get(name) ?? undefined]),
  ) as AuditQuestion;
  const ask = useCallback(
    (values: Partial<AuditQuestion>) =>
      setParams(
        (before) => {
          for (const [name, value] of Object.entries(values)) {
            if (value) before.set(name, value);
            else before.delete(name);
          }
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  const clear = () => ask(Object.fromEntries(names.map((name) => [name, undefined])));
  return { question, ask, clear, isAsked: names.some((name) => params.get(name)) };
}
