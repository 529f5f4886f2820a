import type { Data, FormDefinition } from '@/api/types';

export interface RecordFormProps {
  form: FormDefinition;
  value: Data;
  mode: 'view' | 'edit' | 'create';
  /** Messages by JSON pointer, such as "/data/phone" or "/data/calls/0/minutes". */
  errors?: Record<string, string>;
  onChange?: (value: Data) => void;
  onSubmit?: (value: Data) => void;
}

/** A form as people see it: shown, filled in or changed. */
export function RecordForm({ form, value }: RecordFormProps) {
  return (
    <dl>
      {form.fields.map((field) => (
        <div key={field.key}>
          <dt>{field.label['zh-CN'] ?? field.key}</dt>
          <dd>{JSON.stringify(value[field.key])}</dd>
        </div>
      ))}
    </dl>
  );
}
