import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { FormDefinition } from '@/api/types';
import { viewsQuery } from '../api/views';
import { allView, isChanged, stateOf, viewsOf, type ViewState } from './viewState';

/** The views of a form, the one shown, and its state; changes outlive a reload of the tab. */
export function useViews(form: string, definition: FormDefinition) {
  const { t } = useTranslation('records');
  const { data: saved } = useQuery(viewsQuery(form));
  const [params, setParams] = useSearchParams();
  const views = useMemo(
    () => viewsOf(definition, saved ?? [], allView({ 'zh-CN': t('views.all'), en: t('views.all') })),
    [definition, saved, t],
  );
  const wanted = params.get('view') ?? views[0]?.key;
  const view = views.find((each) => each.key === wanted) ?? views[0] ?? allView({});

  const place = `formshub.view.${form}.${view.key}`;
  const [changes, setChanges] = useState<Record<string, ViewState>>({});
  const state = useMemo(() => changes[place] ?? stored(place) ?? stateOf(view), [changes, place, view]);

  const change = useCallback(
    (next: Partial<ViewState>) => {
      setChanges((all) => {
        const merged = { ...(all[place] ?? stored(place) ?? stateOf(view)), ...next };
        sessionStorage.setItem(place, JSON.stringify(merged));
        return { ...all, [place]: merged };
      });
    },
    [place, view],
  );

  const reset = useCallback(() => {
    sessionStorage.removeItem(place);
    setChanges(({ [place]: _, ...rest }) => rest);
  }, [place]);

  const show = useCallback(
    (key: string) =>
      setParams((before) => {
        before.set('view', key);
        return before;
      }),
    [setParams],
  );

  return { views, view, state, change, reset, show, changed: isChanged(view, state) };
}

function stored(place: string): ViewState | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(place) ?? 'null') as ViewState | null) ?? undefined;
  } catch {
    return undefined;
  }
}
