import { useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Directory } from '@/api/directory';
import type { RecordItem } from '@/api/types';

/** A value that names records or people by their ids alone, with the titles they have today. */
export function useTitled(value: unknown, target: string | undefined): unknown {
  const links = (Array.isArray(value) ? value : [value]).filter(isBare);
  const titles = useQueries({
    queries: links.map(({ id }) => ({
      queryKey: ['title', target ?? 'directory', id],
      queryFn: () => titleOf(id, target),
      staleTime: 60_000,
      retry: false,
    })),
    combine: (all) => all.map((each) => each.data),
  });
  const titled = (each: unknown) =>
    isBare(each) ? { ...each, title: titles[links.findIndex(({ id }) => id === each.id)] ?? each.id } : each;
  return Array.isArray(value) ? value.map(titled) : titled(value);
}

const isBare = (value: unknown): value is { id: string; title?: null } =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  !('name' in value) &&
  'title' in value &&
  !value.title;

async function titleOf(id: string, target: string | undefined) {
  if (target) return (await api.get<RecordItem>(`/forms/${target}/records/${id}`)).title;
  const { users, departments } = await api.get<Directory>('/directory');
  return [...users, ...departments].find((each) => each.id === id)?.title ?? null;
}
