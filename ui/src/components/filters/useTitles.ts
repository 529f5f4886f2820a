import { useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Named } from '@/api/types';
import { directory } from '@/api/directory';
import { countRules, type Node } from './filterModel';
import type { Target } from './paths';

const known = new Map<string, string>();

/** Picked records and people keep their names for the chips. */
export const remember = (items: Named[]) => items.forEach(({ id, title }) => known.set(id, title));

/** The names of the records and people that a filter holds by id. */
export function useTitles(root: Node, targets: Target[]) {
  const wanted = countRules(root) === 0 ? [] : linksIn(root, targets).filter(({ id }) => !known.has(id));
  useQueries({
    queries: wanted.map(({ id, type, target }) => ({
      queryKey: ['title', id],
      staleTime: Infinity,
      retry: false,
      queryFn: async () => {
        if (type === 'reference') remember([await api.get<Named>(`/forms/${target}/records/${id}`)]);
        else {
          const { users, departments } = await directory('');
          remember([...users, ...departments]);
        }
        return known.get(id) ?? id;
      },
    })),
  });
  return (id: string) => known.get(id) ?? '…';
}

function linksIn(node: Node, targets: Target[]): { id: string; type: string; target: string }[] {
  if (node.kind === 'group') return node.items.flatMap((each) => linksIn(each, targets));
  if (node.kind === 'raw') return [];
  const field = targets.find((each) => each.path === node.path.join('.'))?.field;
  if (!field || !/^(user|department|reference)s?$/.test(field.type)) return [];
  const ids = Array.isArray(node.value) ? node.value : [node.value];
  return ids
    .filter((id): id is string => typeof id === 'string' && id !== '' && !id.startsWith('$'))
    .map((id) => ({ id, type: field.type.replace(/s$/, ''), target: String(field.target ?? '') }));
}
