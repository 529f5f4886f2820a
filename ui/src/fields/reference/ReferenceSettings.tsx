import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { SettingRow } from '@/components/settings/SettingRow';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { SettingsProps } from '../defineField';
import { FilterSetting } from '../FilterSetting';
import { ChoiceSetting } from '../settings';

export interface ReferenceOptions {
  /** Which records of the target the picker offers. */
  filter?: unknown;
  onTargetDelete?: 'restrict' | 'clear' | 'cascade';
}

/** Which form a reference points to, and what happens when the record there is deleted. */
export function ReferenceSettings(props: SettingsProps<ReferenceOptions>) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const { data: forms = [] } = useForms();
  const { field, onChange } = props;
  const id = useId();
  return (
    <>
      <SettingRow label={t('setting.target')} htmlFor={id} stacked>
        <Select
          id={id}
          value={field.target ?? null}
          placeholder={t('setting.targetHint')}
          showSearch={{ optionFilterProp: 'label' }}
          options={forms.map((form) => ({ value: form.key, label: text(form.title, form.key) }))}
          onChange={(target) => onChange(target === field.target ? {} : { target, filter: undefined })}
        />
      </SettingRow>
      {field.target ? (
        <FilterSetting
          name="referenceFilter"
          of={field.target}
          filter={field.filter}
          onChange={(filter) => onChange({ filter })}
        />
      ) : null}
      <ChoiceSetting name="onTargetDelete" choices={['restrict', 'clear', 'cascade']} {...props} />
    </>
  );
}
