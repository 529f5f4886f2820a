import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '@/api/client';
import type { Named, Page, RecordItem } from '@/api/types';

export interface Person extends Named {
  userName?: string;
  key?: string;
}

interface Directory {
  users: Person[];
  departments: Person[];
}

/** A value that waits until typing pauses. */
export function useSettled<T>(value: T, milliseconds = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

export function useDirectory(kind: keyof Directory, typed: string, enabled: boolean) {
  const q = useSettled(typed);
  return useQuery({
    queryKey: ['directory', q],
    queryFn: ({ signal }) => api.get<Directory>('/directory', { query: { q }, signal }),
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
