import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem } from '@/api/ApiProblem';
import { newKey } from '@/api/client';
import { useMe } from '@/api/me';
import type { Data, FormDefinition, RecordItem } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { uploadsSettled } from '@/fields/uploads';
import { createRecord, updateRecord } from './api/saveRecord';
import { isAlreadySaved, merged, theirChanges, type TheirChange } from './conflict';
import { evaluate } from './evaluation';
import { problemsOf, type Messages } from './problems';
import { dataToChange, dataToCreate, initialData, same } from './recordData';
import { useDraft } from './useDraft';

interface Options {
  form: FormDefinition;
  record?: RecordItem | undefined;
  /** Values that a new record begins with. */
  given?: Data | undefined;
}

export interface Conflict {
  current: RecordItem;
  changes: TheirChange[];
}

/** Filling in or changing one record: its values, its draft on this device, and how they reach the server. */
export function useRecordEditor({ form, record, given }: Options) {
  const { me } = useMe();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const draft = useDraft(me ? { user: me.id, form: form.key, record: record?.id } : undefined);
  const restored = draft.found;
  const [start] = useState<Data>(() => record?.data ?? initialData(form, given));
  const [data, setData] = useState<Data>(() => restored?.data ?? start);
  const [base, setBase] = useState(() => ({
    rev: restored?.rev ?? record?.rev ?? 0,
    data: restored?.before ?? start,
  }));
  const [isRestored, setRestored] = useState(restored !== undefined);
  const [errors, setErrors] = useState<Messages>();
  const [failure, setFailure] = useState<ApiProblem>();
  const [isSaving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict>();
  const key = useRef(restored?.idempotencyKey);
  const latest = useRef(data);
  const isDirty = form.fields.some((field) => !same(data[field.key], base.data[field.key]));

  const remember = (next: Data, now = false) =>
    draft.keep(
      {
        data: next,
        ...(record ? { rev: base.rev, before: base.data } : {}),
        ...(key.current ? { idempotencyKey: key.current } : {}),
      },
      now,
    );

  function change(next: Data) {
    const changed = form.fields
      .filter((field) => next[field.key] !== data[field.key])
      .map((field) => `/data/${field.key}`);
    latest.current = next;
    setData(next);
    setErrors(
      (all) =>
        all &&
        Object.fromEntries(
          Object.entries(all).filter(
            ([path]) => !changed.some((each) => path === each || path.startsWith(`${each}/`)),
          ),
        ),
    );
    remember(next);
  }

  async function save(from = base, settled?: Data): Promise<RecordItem | undefined> {
    setSaving(true);
    // A file or signature on its way belongs to what is saved.
    await uploadsSettled();
    const values = settled ?? latest.current;
    const early = problemsOf(
      form,
      evaluate(form, values, { language, me, before: record ? from.data : undefined }),
      language,
      record ? from.data : {},
    );
    setFailure(undefined);
    setErrors(early);
    if (Object.keys(early).length > 0) {
      setSaving(false);
      return undefined;
    }
    try {
      const saved = record ? await update(record.id, from, values) : await create(values);
      draft.drop();
      key.current = undefined;
      setRestored(false);
      latest.current = saved.data;
      setData(saved.data);
      setBase({ rev: saved.rev, data: saved.data });
      queries.setQueryData(['record', form.key, saved.id], saved);
      await queries.invalidateQueries({ queryKey: ['records', form.key] });
      if (!record) void queries.invalidateQueries({ queryKey: ['count'] });
      return saved;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      fail(error, from, values);
      return undefined;
    } finally {
      setSaving(false);
    }
  }

  function create(values: Data) {
    key.current ??= newKey();
    remember(values, true);
    return createRecord(form.key, dataToCreate(form, values), key.current);
  }

  async function update(id: string, from: typeof base, values: Data) {
    const body = dataToChange(form, from.data, values);
    if (Object.keys(body).length === 0) return record as RecordItem;
    return updateRecord(form.key, id, from.rev, body);
  }

  function fail(problem: ApiProblem, from: typeof base, values: Data) {
    const current = problem.rest.current as RecordItem | undefined;
    // An answer came: the next attempt is a new one. Without an answer the same key makes sure that two attempts make one record.
    if (!problem.isOffline) key.current = undefined;
    if (problem.isStale && current) {
      if (isAlreadySaved(form, values, current.data, from.data))
        return void resolve(values, current, [], () => true);
      setConflict({ current, changes: theirChanges(form, from.data, values, current.data) });
    } else if (problem.errors.length > 0) setErrors(problem.byPath);
    else setFailure(problem);
  }

  /** Goes on from their revision with what was chosen. */
  async function resolve(
    values: Data,
    current: RecordItem,
    changes: TheirChange[],
    keepMine: (field: string) => boolean,
  ) {
    const next = { rev: current.rev, data: current.data };
    const settled = merged(values, changes, keepMine);
    setConflict(undefined);
    setBase(next);
    latest.current = settled;
    setData(settled);
    return save(next, settled);
  }

  function discard() {
    draft.drop();
    key.current = undefined;
    setRestored(false);
    setErrors(undefined);
    setFailure(undefined);
    const data = record?.data ?? initialData(form, given);
    latest.current = data;
    setData(data);
    setBase({ rev: record?.rev ?? 0, data });
  }

  return {
    data,
    change,
    save,
    discard,
    isDirty,
    isSaving,
    errors,
    failure,
    before: base.data,
    draft: { isRestored, at: restored?.at, keptAt: draft.keptAt },
    conflict,
    closeConflict: () => setConflict(undefined),
    resolve: (keepMine: (field: string) => boolean) =>
      conflict ? resolve(data, conflict.current, conflict.changes, keepMine) : Promise.resolve(undefined),
  };
}
