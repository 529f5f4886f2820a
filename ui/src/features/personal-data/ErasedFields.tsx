import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { dataFields } from '@/lib/dataFields';
import type { FoundRecord } from './api/subject';

interface Props {
  records: FoundRecord[];
  value: Record<string, string[]>;
  onChange: (value: Record<string, string[]>) => void;
}

/** Of each form, the fields that are emptied. */
export function ErasedFields({ records, value, onChange }: Props) {
  return [...new Set(records.map((each) => each.form))].map((form) => (
    <FieldsOf
      key={form}
      form={form}
      value={value[form] ?? []}
      onChange={(next) => onChange({ ...value, [form]: next })}
    />
  ));
}

const computed = ['formula', 'lookup', 'rollup', 'serial'];

interface One {
  form: string;
  value: string[];
  onChange: (value: string[]) => void;
}

function FieldsOf({ form, value, onChange }: One) {
  const { t } = useTranslation('personal-data');
  const { text } = useLanguage();
  const { data } = useForm(form);
  const fields = data?.definition
    ? dataFields(data.definition).filter((each) => !computed.includes(each.type))
    : [];
  return (
    <Form.Item label={t('erase.fieldsOf', { form: text(data?.title, form) })}>
      <Select
        mode="multiple"
        aria-label={t('erase.fieldsOf', { form: text(data?.title, form) })}
        value={value}
        options={fields.map((each) => ({ value: each.key, label: text(each.label, each.key) }))}
        onChange={onChange}
      />
    </Form.Item>
  );
}
