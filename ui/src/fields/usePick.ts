import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { directory, type Directory } from '@/api/directory';
import type { Named, Page, RecordItem } from '@/api/types';
import { useSettled } from '@/lib/useSettled';

export function useDirectory(kind: keyof Directory, typed: string, enabled: boolean) {
  const q = useSettled(typed);
  return useQuery({
    queryKey: ['directory', q],
    queryFn: ({ signal }) => directory(q, signal),
    select: (found) => found[kind],
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useRecordsToPick(form: string | undefined, typed: string, filter: unknown, enabled: boolean) {
  const search = useSettled(typed);
  return useQuery({
    queryKey: ['pick', form, search, filter],
    queryFn: ({ signal }) =>
      api.post<Page<RecordItem>>(
        `/forms/${encodeURIComponent(form ?? '')}/records/query`,
        { first: 30, ...(search ? { search } : {}), ...(filter ? { filter } : {}) },
        { signal },
      ),
    select: (page): Named[] => page.items.map(({ id, title }) => ({ id, title })),
    placeholderData: keepPreviousData,
    enabled: enabled && Boolean(form),
  });
}
