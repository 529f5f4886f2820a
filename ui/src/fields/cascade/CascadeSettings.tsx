import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/SettingRow';
import type { SettingsProps } from '../defineField';
import type { OptionsOptions } from '../options';
import { fromOutline, toOutline } from './outline';

/** The tree as an outline: pasted from a sheet or typed, two blanks deeper for each level. */
export function CascadeSettings({ field, onChange }: SettingsProps<OptionsOptions>) {
  const { t } = useTranslation('fields');
  const id = useId();
  const [typed, setTyped] = useState<string>();
  return (
    <SettingRow label={t('setting.options')} htmlFor={id} hint={t('cascade.hint')} stacked>
      <Input.TextArea
        id={id}
        value={typed ?? toOutline(field.options ?? [])}
        autoSize={{ minRows: 5, maxRows: 16 }}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed !== undefined) onChange({ options: fromOutline(typed) });
          setTyped(undefined);
        }}
      />
    </SettingRow>
  );
}
