import type { FieldProblem, Filter, FormDefinition, ViewColumn, ViewDefinition } from '@/api/types';

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

/** Without what asks for fields that the form no longer has, as the server found them; undefined if something else is wrong. */
export function withoutGone(state: ViewState, errors: FieldProblem[]) {
  if (errors.length === 0 || errors.some(({ code }) => code !== 'unknown_field')) return undefined;
  const paths = new Set(errors.map(({ path }) => path));
  const sort = state.sort.filter((_, index) => !paths.has(`/sort/${index}`));
  const filter = state.filter && pruned(state.filter, '/filter', paths);
  const names = errors.map(({ path }) => {
    const [, part, index] = path.split('/');
    return part === 'sort'
      ? (state.sort[Number(index)] ?? '').replace(/^-/, '')
      : (path.split('/').at(-1) ?? path);
  });
  const isLess =
    sort.length < state.sort.length || JSON.stringify(filter) !== JSON.stringify(state.filter ?? null);
  return isLess ? { names: [...new Set(names)], change: { sort, filter: filter ?? null } } : undefined;
}

function pruned(filter: Filter, path: string, gone: ReadonlySet<string>): Filter | null {
  const kept = Object.entries(filter).flatMap(([key, value]): [string, unknown][] => {
    const at = `${path}/${key}`;
    if (gone.has(at)) return [];
    if (key === 'and' || key === 'or') {
      const parts = (value as Filter[]).flatMap((each, index) => pruned(each, `${at}/${index}`, gone) ?? []);
      return parts.length > 0 ? [[key, parts]] : [];
    }
    if (key !== 'not') return [[key, value]];
    const inner = pruned(value as Filter, at, gone);
    return inner ? [[key, inner]] : [];
  });
  return kept.length > 0 ? (Object.fromEntries(kept) as Filter) : null;
}

/** What is shown now, to be shared: a view as it is, or the conditions that were made of it. */
export function shownNow(
  definition: FormDefinition,
  view: ViewDefinition,
  state: ViewState,
): { view?: string; filter?: Filter | null } {
  const isKept = view.scope !== undefined || (definition.views ?? []).some(({ key }) => key === view.key);
  return isKept && JSON.stringify(view.filter ?? null) === JSON.stringify(state.filter)
    ? { view: view.key }
    : { filter: state.filter };
}
