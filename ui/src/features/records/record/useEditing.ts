import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { Data, RecordItem } from '@/api/types';
import { updateRecord } from '@/api/updateRecord';
import { toast } from '@/components/toasts';
import type { useUndo } from '@/components/useUndo';

/** Only what differs, as PATCH wants it; null empties. */
export function changesOf(before: Data, after: Data): Data {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...keys]
      .filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null))
      .map((key) => [key, after[key] ?? null]),
  );
}

export type Editing = ReturnType<typeof useEditing>;

/** A record being changed: the draft, the errors by path, and what to do when somebody was faster. */
export function useEditing(
  form: string,
  record: RecordItem,
  undo: ReturnType<typeof useUndo>,
  onWrote: (saved?: RecordItem) => void,
) {
  const { t } = useTranslation('records');
  const [isOn, setIsOn] = useState(false);
  const [base, setBase] = useState(record);
  const [draft, setDraft] = useState<Data>(record.data);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [stale, setStale] = useState<RecordItem>();
  const [busy, setBusy] = useState(false);

  const start = () => {
    setBase(record);
    setDraft(record.data);
    setErrors({});
    setStale(undefined);
    setIsOn(true);
  };

  const write = async (from: RecordItem) => {
    const changes = changesOf(from.data, draft);
    if (Object.keys(changes).length === 0) return setIsOn(false);
    setBusy(true);
    setErrors({});
    try {
      const saved = await updateRecord(form, record.id, from.rev, changes);
      setIsOn(false);
      setStale(undefined);
      onWrote(saved);
      undo.say(saved.repairs?.[0]?.message ?? t('edit.saved', { title: saved.title }), saved.changeSet);
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : undefined;
      if (problem?.isStale && problem.rest.current) setStale(problem.rest.current as RecordItem);
      else if (problem && problem.errors.length > 0) setErrors(problem.byPath);
      else toast(problem?.sentence ?? t('edit.failed'), { tone: 'error' });
    } finally {
      setBusy(false);
    }
  };

  /** The other's change stays; mine goes on top of it. */
  const saveMine = async () => {
    if (!stale) return;
    const mine = changesOf(base.data, draft);
    const merged = { ...stale, data: stale.data };
    setDraft({ ...stale.data, ...mine });
    setBase(merged);
    setStale(undefined);
    setBusy(true);
    try {
      const saved = await updateRecord(form, record.id, stale.rev, mine);
      setIsOn(false);
      onWrote(saved);
      undo.say(t('edit.saved', { title: saved.title }), saved.changeSet);
    } catch (error) {
      if (error instanceof ApiProblem) setErrors(error.byPath);
      toast(error instanceof ApiProblem ? error.sentence : t('edit.failed'), { tone: 'error' });
    } finally {
      setBusy(false);
    }
  };

  const takeTheirs = () => {
    onWrote(stale);
    setStale(undefined);
    setIsOn(false);
  };

  const mine = isOn ? changesOf(base.data, draft) : {};
  return {
    isOn,
    draft,
    errors,
    stale,
    busy,
    mine,
    start,
    change: setDraft,
    save: () => write(base),
    cancel: () => setIsOn(false),
    saveMine,
    takeTheirs,
  };
}
