import { useQuery } from '@tanstack/react-query';
import { formQuery } from '@/api/forms';
import type { FieldDefinition, FormDefinition } from '@/api/types';

/** The form that a reference field points to. */
export const targetOf = (form: FormDefinition | undefined, reference: unknown) =>
  form?.fields.find((each) => each.key === reference)?.target;

/** The field of another form that a lookup shows, once that form is loaded. */
export function useTargetField(target: string | undefined, field: unknown): FieldDefinition | undefined {
  const { data } = useQuery({ ...formQuery(target ?? ''), enabled: Boolean(target) });
  return data?.definition?.fields.find((each) => each.key === field);
}
