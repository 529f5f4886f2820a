import { Alert } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import type { Data, FormDefinition, Repair } from '@/api/types';
import { FormScopeContext, type FormScope } from '@/fields/formScope';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { enterMoves } from './enterMoves';
import { evaluate } from './evaluation';
import { FormField } from './FormField';
import { FormPages } from './FormPages';
import { layoutOf, pageOf } from './layout';
import { problemsOf } from './problems';
import { same } from './recordData';
import styles from './RecordForm.module.css';
import { lookedUp, useLinked } from './useLinked';
import type { LookAlikes } from './useLookAlikes';
import { useReveal } from './useReveal';

export interface RecordFormProps {
  form: FormDefinition;
  value: Data;
  /** The id of the record, for what asks the server about it. */
  record?: string | undefined;
  /** Says why a field is masked. */
  onExplain?: ((field: string) => void) | undefined;
  mode: 'view' | 'edit' | 'create';
  /** Messages by JSON pointer, such as "/data/phone" or "/data/calls/0/minutes". */
  errors?: Record<string, string> | undefined;
  /** What the server repaired when it was last saved. */
  repairs?: Repair[] | undefined;
  /** The values before: what was not touched is not complained about. */
  before?: Data | undefined;
  onChange?: ((value: Data) => void) | undefined;
  onSubmit?: ((value: Data) => void) | undefined;
  /** Hints at records that the values typed may repeat. */
  alikes?: LookAlikes | undefined;
}

const fieldOf = (path: string) => path.split('/')[2] ?? '';

/** A form as people see it: shown, filled in or changed. Rules, formulas and messages act at once. */
export function RecordForm({
  form,
  value,
  record,
  onExplain,
  mode,
  errors,
  repairs,
  before,
  onChange,
  onSubmit,
  alikes,
}: RecordFormProps) {
  const { t } = useTranslation('record-form');
  const { language } = useLanguage();
  const { me } = useMe();
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const pages = useMemo(() => layoutOf(form.fields), [form.fields]);
  const [tab, setTab] = useReveal(box, pages, errors);
  const isView = mode === 'view';
  const linked = useLinked(form, value, !isView);
  const was = mode === 'create' ? undefined : (before ?? value);
  const evaluation = useMemo(
    () => evaluate(form, value, { language, me, before: was, linked }),
    [form, value, language, me, was, linked],
  );
  // What is only shown is what was stored then; what is filled in shows at once what it leads to.
  const values = isView ? value : { ...evaluation.values, ...lookedUp(form, evaluation.values, linked) };
  const early = useMemo(
    () => (isView ? {} : problemsOf(form, evaluation, language, before)),
    [form, evaluation, language, before, isView],
  );

  // An upload may end long after it began: its value joins what is there then.
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  const change = (key: string, next: unknown) => {
    latest.current = { ...latest.current, [key]: next };
    onChange?.(latest.current);
  };

  const scope: FormScope = {
    form,
    record,
    explain: onExplain,
    stateOf: evaluation.stateOf,
    errorAt: (path) =>
      told(errors, path) ??
      evaluation.messages[path] ??
      (left.has(fieldOf(path)) && !isMissing(path) ? early[path] : undefined),
  };
  // A required field left empty is told when saving, not when tabbing past it.
  const isMissing = (path: string) => {
    const [, , key = '', row, column = ''] = path.split('/');
    const at = evaluation.values[key];
    const here = row === undefined ? at : (at as Data[] | undefined)?.[Number(row)]?.[column];
    return here === undefined || here === null || here === '';
  };

  const wrong = new Set(
    Object.keys(errors ?? {}).map((path) => pages[pageOf(pages, fieldOf(path))]?.tab?.key ?? ''),
  );
  const elsewhere = Object.entries(errors ?? {}).filter(([path]) => pageOf(pages, fieldOf(path)) < 0);

  return (
    <FormScopeContext value={scope}>
      {/* Enter is a short cut to the next field; Tab goes there too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+S bubbles up from the inputs */}
      <form
        ref={box}
        className={styles.form}
        data-mode={mode}
        noValidate
        onKeyDown={enterMoves}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.(evaluation.values);
        }}
      >
        {elsewhere.length > 0 ? (
          <Alert
            type="error"
            role="alert"
            title={t('elsewhere')}
            description={elsewhere.map(([path, message]) => (
              <div key={path}>{message}</div>
            ))}
            className={styles.alert ?? ''}
          />
        ) : null}
        <FormPages pages={pages} active={tab} wrong={wrong} onOpen={setTab}>
          {(field) => (
            <FormField
              key={field.id ?? field.key}
              id={`${id}-${field.key}`}
              field={field}
              value={values[field.key]}
              shown={isView}
              repair={repairs?.find((each) => fieldOf(each.path) === field.key)?.message}
              alikes={isView || same(value[field.key], was?.[field.key]) ? undefined : alikes}
              onChange={(next) => change(field.key, next)}
              onLeave={() => setLeft((all) => (all.has(field.key) ? all : new Set(all).add(field.key)))}
            />
          )}
        </FormPages>
      </form>
    </FormScopeContext>
  );
}

/** The message at a path or at a part of its value ("/data/region/city"); the cells of a table have their own places. */
function told(errors: Record<string, string> | undefined, path: string) {
  if (!errors) return undefined;
  const [, , , row] = path.split('/');
  const below = Object.keys(errors).find(
    (each) =>
      each.startsWith(`${path}/`) && (row !== undefined || !/^\d+\/./.test(each.slice(path.length + 1))),
  );
  return errors[path] ?? (below === undefined ? undefined : errors[below]);
}
