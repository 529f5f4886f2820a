import type { CellProps } from '../defineField';
import { formulaText } from '../formula/formulaText';
import { useFormScope } from '../formScope';
import { registered } from '../known';
import { targetOf, useTargetField } from '../useTargetField';

export interface LookupOptions {
  reference?: string;
  field?: string;
}

const part = (name: 'Cell' | 'Display') =>
  function Lookup({ value, field, language }: CellProps<unknown, LookupOptions>) {
    const source = useTargetField(targetOf(useFormScope()?.form, field.reference), field.field);
    const type = source && registered(source.type);
    if (!type) return formulaText(value, {}, language);
    const Part = type[name];
    return <Part value={value} field={source} language={language} />;
  };

/** What stands in the other record, looking as it does there. */
export const LookupCell = part('Cell');
export const LookupDisplay = part('Display');
