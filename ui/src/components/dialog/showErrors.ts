import type { FormInstance } from 'antd';
import { ApiProblem } from '@/api/ApiProblem';
import { toast } from '@/components/toasts';

/** The server's errors beside their inputs; what belongs to none is said in a toast. */
export function showErrors(form: FormInstance, error: unknown, otherwise: string) {
  const problem = error instanceof ApiProblem ? error : undefined;
  const names = Object.keys(form.getFieldsValue(true) as object);
  const byName = new Map<string, string[]>();
  for (const { path, message } of problem?.errors ?? []) {
    const name = path.split('/')[1] ?? '';
    if (names.includes(name)) byName.set(name, [...(byName.get(name) ?? []), message]);
  }
  if (byName.size > 0) form.setFields([...byName].map(([name, errors]) => ({ name, errors })));
  else toast(problem?.sentence ?? otherwise, { tone: 'error' });
}
