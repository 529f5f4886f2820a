import type { CellProps } from '../defineField';
import { formulaText } from '../formula/formulaText';
import { useFormScope } from '../formScope';
import { registered } from '../known';
import { targetOf, useTargetField } from '../useTargetField';

export interface LookupOptions {
  reference?: string;
  field?: string;
}

/** What stands in the other record, looking as it does there. */
export function LookupCell({ value, field, language }: CellProps<unknown, LookupOptions>) {
  const source = useTargetField(targetOf(useFormScope()?.form, field.reference), field.field);
  const type = source && registered(source.type);
  if (!type) return formulaText(value, {}, language);
  return <type.Cell value={value} field={source} language={language} />;
}
