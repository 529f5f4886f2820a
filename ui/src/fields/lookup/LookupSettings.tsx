import { useQuery } from '@tanstack/react-query';
import { formQuery } from '@/api/forms';
import type { SettingsProps } from '../defineField';
import { FieldSelect } from '../FieldSelect';
import { registered } from '../known';
import { targetOf } from '../useTargetField';
import type { LookupOptions } from './LookupCell';

/** Through which reference, and which field there. */
export function LookupSettings({ field, form, onChange }: SettingsProps<LookupOptions>) {
  const target = targetOf(form, field.reference);
  const { data } = useQuery({ ...formQuery(target ?? ''), enabled: Boolean(target) });
  return (
    <>
      <FieldSelect
        name="reference"
        value={field.reference}
        fields={form.fields.filter((each) => each.type === 'reference' || each.type === 'references')}
        onChange={(reference) => onChange({ reference })}
      />
      <FieldSelect
        name="field"
        value={field.field}
        fields={(data?.definition?.fields ?? []).filter((each) => !registered(each.type)?.layoutOnly)}
        onChange={(next) => onChange({ field: next })}
      />
    </>
  );
}
