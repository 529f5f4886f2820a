import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { SettingRow } from '@/components/settings/SettingRow';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { SettingsProps } from '../defineField';
import { ChoiceSetting } from '../settings';

export interface ReferenceOptions {
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
          onChange={(target) => onChange({ target })}
        />
      </SettingRow>
      <ChoiceSetting name="onTargetDelete" choices={['restrict', 'clear', 'cascade']} {...props} />
    </>
  );
}
