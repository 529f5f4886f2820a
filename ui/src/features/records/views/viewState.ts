import type { Filter, FormDefinition, ViewColumn, ViewDefinition } from '@/api/types';

/** What one sees now: a view, and what was changed of it since. */
export interface ViewState {
  filter: Filter | null;
  sort: string[];
  columns: ViewColumn[] | undefined;
  search: string;
}

export const allView = (title: ViewDefinition['title']): ViewDefinition => ({
  key: 'all',
  title,
  kind: 'table',
});

/** "All", the views of the form, then the saved ones. */
export function viewsOf(
  definition: FormDefinition,
  saved: ViewDefinition[],
  all: ViewDefinition,
): ViewDefinition[] {
  const own = (definition.views ?? []).filter((view) => !saved.some((each) => each.key === view.key));
  const listed = [...own, ...saved];
  return listed.some((view) => view.key === 'all') ? listed : [all, ...listed];
}

export const stateOf = (view: ViewDefinition): ViewState => ({
  filter: view.filter ?? null,
  sort: view.sort ?? [],
  columns: view.columns?.length ? view.columns : undefined,
  search: view.search ?? '',
});

/** Whether something that a view keeps was changed; a search is not kept. */
export function isChanged(view: ViewDefinition, state: ViewState): boolean {
  const before = stateOf(view);
  return (
    JSON.stringify([before.filter, before.sort, before.columns ?? null]) !==
    JSON.stringify([state.filter, state.sort, state.columns ?? null])
  );
}

export function withState(view: ViewDefinition, state: ViewState): ViewDefinition {
  return {
    key: view.key,
    title: view.title,
    kind: 'table',
    filter: state.filter,
    sort: state.sort,
    ...(state.columns ? { columns: state.columns } : {}),
    ...(view.scope ? { scope: view.scope } : {}),
  };
}

/** A click on a column's head: ascending, descending, as it was. */
export function toggleSort(sort: string[], key: string, add: boolean): string[] {
  const rest = add ? sort.filter((each) => each !== key && each !== `-${key}`) : [];
  if (sort.includes(key)) return [...rest, `-${key}`];
  return sort.includes(`-${key}`) ? rest : [...rest, key];
}
