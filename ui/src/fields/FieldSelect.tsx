import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition } from '@/api/types';
import { SettingRow } from '@/components/settings/SettingRow';
import { useLanguage } from '@/lib/i18n/useLanguage';

interface Props {
  name: string;
  value: string | undefined;
  fields: FieldDefinition[];
  onChange: (key: string) => void;
}

/** Points at one of some fields, by their labels. */
export function FieldSelect({ name, value, fields, onChange }: Props) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const id = useId();
  return (
    <SettingRow label={t(`setting.${name}`)} htmlFor={id} stacked>
      <Select
        id={id}
        value={value ?? null}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={t('none')}
        options={fields.map((each) => ({ value: each.key, label: text(each.label, each.key) }))}
        onChange={onChange}
      />
    </SettingRow>
  );
}
