import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { formQuery } from '@/api/forms';
import type { FieldDefinition, FormDefinition, ViewColumn } from '@/api/types';
import { targetOf } from '@/fields/useTargetField';
import { columnsOf, type Column } from './columns';

/** The columns of a view; a lookup looks as its field does in the other form, once that form is loaded. */
export function useColumns(
  definition: FormDefinition,
  fields: FieldDefinition[],
  chosen: ViewColumn[] | undefined,
): Column[] {
  const columns = useMemo(() => columnsOf(definition, fields, chosen), [definition, fields, chosen]);
  const targets = useMemo(() => targetsOf(definition, columns), [definition, columns]);
  const forms = useQueries({
    queries: targets.map(formQuery),
    combine: (answers) => answers.map(({ data }) => data?.definition),
  });
  return useMemo(
    () =>
      columns.map((column) => {
        if (column.field.type !== 'lookup') return column;
        const target = targetOf(definition, column.field.reference);
        const form = forms[targets.indexOf(target ?? '')];
        const source = form?.fields.find(({ key }) => key === column.field.field);
        return source ? { ...column, shown: source } : column;
      }),
    [columns, definition, forms, targets],
  );
}

const targetsOf = (definition: FormDefinition, columns: Column[]) => [
  ...new Set(
    columns.flatMap(({ field }) =>
      field.type === 'lookup' ? (targetOf(definition, field.reference) ?? []) : [],
    ),
  ),
];
