import type { AuditQuestion } from '@/components/audit-words/entries';
import { useFilterParams } from '@/lib/useFilterParams';

const names = ['by', 'action', 'form', 'record', 'from', 'to'] as const;

/** What is asked of the audit, as it stands in the address. */
export function useQuestion() {
  const { get, set } = useFilterParams();
  const question = Object.fromEntries(names.map((name) => [name, get(name)])) as AuditQuestion;
  const ask = (values: Partial<AuditQuestion>) => set({ ...values });
  const clear = () => set(Object.fromEntries(names.map((name) => [name, undefined])));
  return { question, ask, clear, isAsked: names.some((name) => get(name)) };
}
