import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { formQuery } from '@/api/forms';
import type { FieldDefinition, FormDefinition } from '@/api/types';
import { targetsOf } from './paths';

/** What conditions can be about, with the fields of the forms that are referred to. */
export function useTargets(fields: FieldDefinition[]) {
  const forms = [
    ...new Set(
      fields
        .filter((field) => field.type === 'reference' && field.target)
        .map((field) => String(field.target)),
    ),
  ];
  const definitions = useQueries({
    queries: forms.map((form) => formQuery(form)),
    combine: (all) => all.map((each) => each.data?.definition),
  });
  return useMemo(
    () =>
      targetsOf(
        fields,
        new Map(
          definitions.flatMap((definition, index): [string, FormDefinition][] =>
            definition ? [[forms[index] ?? '', definition]] : [],
          ),
        ),
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- forms follows from fields
    [fields, definitions],
  );
}
