import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { FieldProblem, FormDefinition } from '@/api/types';
import { adoptSaved } from './actions/adoptSaved';
import { takeDraft } from './actions/takeDraft';
import { readDraft, saveDraft, type SavedDraft } from './api/draft';
import { dropLocal, keepLocal } from './localCopy';
import { missingIn } from './model/missing';
import { step, type Designer, type Step } from './model/designer';
import { adoptIds, forServer, toDraft, type Draft } from './model/uids';

export type SyncState = 'saved' | 'saving' | 'unfinished' | 'wrong' | 'offline' | 'stale';

export interface Stale {
  base: FormDefinition;
  theirs: SavedDraft;
}

const pause = 700;

/** Saves the draft a moment after each change, one request at a time, never over somebody else's work. */
export function useDraftSync(
  form: string,
  opened: SavedDraft,
  designer: Designer,
  dispatch: (step: Step) => void,
) {
  const { t } = useTranslation('designer');
  const [state, setState] = useState<SyncState>('saved');
  const [errors, setErrors] = useState<FieldProblem[]>([]);
  const [stale, setStale] = useState<Stale>();
  const [attempt, setAttempt] = useState(0);
  const server = useRef(opened);
  const sent = useRef<Draft>(undefined);
  const busy = useRef(false);
  const text = JSON.stringify(forServer(designer.draft));
  const [savedText, setSavedText] = useState(() => JSON.stringify(forServer(toDraft(opened.definition))));
  const isDirty = text !== savedText;
  const missing = useMemo(() => missingIn(designer.draft), [designer.draft]);
  const latest = useRef(designer.draft);
  useEffect(() => {
    latest.current = designer.draft;
  });

  async function save(): Promise<boolean> {
    if (busy.current) return false;
    const draft = latest.current;
    busy.current = true;
    sent.current = draft;
    setState('saving');
    try {
      const saved = await saveDraft(form, forServer(draft), server.current.rev);
      server.current = saved;
      // Compared with what was sent, ids added: the server writes the same in its own order of keys.
      setSavedText(JSON.stringify(forServer(adoptIds(draft, draft, saved.definition))));
      setErrors([]);
      setState('saved');
      if (latest.current === draft) dropLocal(form);
      dispatch(step(adoptSaved, { sent: draft, saved: saved.definition }));
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      await fail(error);
      return false;
    } finally {
      busy.current = false;
    }
  }

  async function fail(problem: ApiProblem) {
    if (problem.isStale) {
      const theirs = await readDraft(form).catch((error: unknown) => {
        if (error instanceof ApiProblem) return error;
        throw error;
      });
      if (theirs instanceof ApiProblem) return refuse(theirs);
      setStale({ base: server.current.definition, theirs });
      setState('stale');
      return;
    }
    refuse(problem);
  }

  function refuse(problem: ApiProblem) {
    setErrors(
      problem.errors.length > 0 || problem.isOffline
        ? problem.errors
        : [{ path: '', code: problem.code, message: problem.sentence }],
    );
    setState(problem.isOffline ? 'offline' : 'wrong');
    if (problem.isOffline) setTimeout(() => setAttempt((n) => n + 1), 5000);
  }

  useEffect(() => {
    if (!isDirty || state === 'stale') return;
    keepLocal(form, { rev: server.current.rev, draft: latest.current });
    if (missing.length > 0) return;
    const timer = setTimeout(() => void save(), pause);
    return () => clearTimeout(timer);
    // The text stands for the draft: a new object with the same content is no change.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- text stands for the draft
  }, [text, attempt, stale]);

  return {
    state:
      missing.length > 0 && isDirty
        ? ('unfinished' as const)
        : state === 'saved' && isDirty
          ? ('saving' as const)
          : state,
    errors:
      missing.length > 0 && isDirty
        ? missing.map(({ path, what }) => ({ path, code: `missing_${what}`, message: t(`missing.${what}`) }))
        : errors,
    stale,
    rev: () => server.current.rev,
    saveNow: save,
    /** Goes on from the other's draft with the merged one. */
    settle(merged: FormDefinition) {
      if (!stale) return;
      server.current = stale.theirs;
      setSavedText(JSON.stringify(forServer(toDraft(stale.theirs.definition))));
      setStale(undefined);
      setState('saving');
      dispatch(step(takeDraft, toDraft(merged)));
      setAttempt((n) => n + 1);
    },
  };
}
