import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api } from '@/api/client';
import { formQuery } from '@/api/forms';
import type { Data, FieldDefinition, FormDefinition, RecordItem } from '@/api/types';
import { named } from '@/fields/named';
import type { FormContext } from '@/lib/expressions';

type Linked = NonNullable<FormContext['linked']>;

/** Whether anything of the form looks into the record that this reference points to. */
const isLookedInto = (form: FormDefinition, { key }: FieldDefinition) => {
  const path = new RegExp(`(?<![\\w.])${key}\\s*\\.\\s*\\w`);
  return (
    form.fields.some((each) => each.type === 'lookup' && each.reference === key) ||
    [
      ...form.fields
        .flatMap((each) => [each, ...(each.fields ?? [])])
        .flatMap((each) => [each.expression, each.defaultExpression]),
      ...(form.rules ?? []).flatMap((rule) => [rule.when, ...rule.set.map((each) => each.value)]),
    ].some((expression) => typeof expression === 'string' && path.test(expression))
  );
};

/** The records that chosen references point to, for rules, formulas and lookups that look into them. */
export function useLinked(form: FormDefinition, data: Data, enabled: boolean): Linked {
  const wanted = useMemo(
    () =>
      enabled
        ? form.fields.filter((each) => each.type === 'reference' && each.target && isLookedInto(form, each))
        : [],
    [form, enabled],
  );
  const chosen = wanted.flatMap((field) =>
    named(data[field.key])
      .slice(0, 1)
      .map(({ id }) => ({ target: field.target ?? '', id })),
  );

  const forms = useQueries({ queries: chosen.map(({ target }) => formQuery(target)) });
  const records = useQueries({
    queries: chosen.map(({ target, id }) => ({
      queryKey: ['record', target, id],
      queryFn: () => api.get<RecordItem>(`/forms/${encodeURIComponent(target)}/records/${id}`),
      staleTime: 60_000,
      retry: false,
    })),
  });

  const found = chosen.map(({ target, id }, index) => ({
    target,
    id,
    form: forms[index]?.data?.definition,
    data: records[index]?.data?.data,
  }));
  const loaded = JSON.stringify(found.map((each) => [each.id, each.form?.key, each.data]));
  return useCallback<Linked>(
    (field, id) => {
      const record = found.find((each) => each.target === field.target && each.id === id);
      return record?.form && record.data ? { form: record.form, data: record.data } : undefined;
    },
    // `loaded` says all that `found` holds, and stays the same until something arrives.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- loaded stands for found
    [loaded],
  );
}

/** Lookups of references just chosen, before the server has told them. */
export function lookedUp(form: FormDefinition, values: Data, linked: Linked): Data {
  const found: Data = {};
  for (const field of form.fields) {
    if (field.type !== 'lookup') continue;
    const reference = form.fields.find((each) => each.key === field.reference);
    const [chosen] = named(values[reference?.key ?? '']);
    const record = reference && chosen && linked(reference, chosen.id);
    if (!chosen) found[field.key] = null;
    else if (record) found[field.key] = record.data[String(field.field)];
  }
  return found;
}
