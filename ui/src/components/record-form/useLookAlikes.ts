import { useQuery } from '@tanstack/react-query';
import { isByLink } from '@/api/client';
import { queryRecords } from '@/api/queryRecords';
import type { FieldDefinition, FormDefinition, RecordItem } from '@/api/types';
import { fieldType } from '@/fields';
import { useSettled } from '@/lib/useSettled';
import { lookedFor, looksAlike } from './lookAlikes';

/** Where to look for records that this one may repeat: not itself. */
export interface LookAlikes {
  except: string | undefined;
}

/** Records whose value resembles the one just typed, once typing rests. Nothing waits for it, and nothing is told when it fails. */
export function useLookAlikes(
  form: FormDefinition,
  field: FieldDefinition,
  value: unknown,
  within: LookAlikes | undefined,
): RecordItem[] {
  const isUnfinished = value !== undefined && fieldType(field.type).check?.(value, field, 'en') !== undefined;
  const sought = useSettled(within && !isUnfinished ? lookedFor(form, field, value) : undefined, 500);
  const { data } = useQuery({
    queryKey: ['records', form.key, 'alike', field.key, sought],
    queryFn: async ({ signal }) =>
      (await queryRecords(form.key, { search: sought, first: 20 }, signal)).items,
    enabled: sought !== undefined && !isByLink(),
    staleTime: 30_000,
    retry: false,
    throwOnError: false,
  });
  if (sought === undefined || lookedFor(form, field, value) !== sought) return [];
  return (data ?? []).filter((each) => each.id !== within?.except && looksAlike(form, field, value, each));
}
