import { InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/SettingRow';
import type { SettingsProps } from './defineField';
import { SwitchSetting } from './settings';
import type { FileOptions } from './uploads';

/** How many files, how large, and of which kinds. */
export function FileSettings(props: SettingsProps<FileOptions>) {
  const { t } = useTranslation('fields');
  const { field, onChange } = props;
  const [size, accept] = [useId(), useId()];
  return (
    <>
      <SwitchSetting name="multiple" {...props} />
      <SettingRow label={t('setting.maxSize')} htmlFor={size}>
        <InputNumber
          id={size}
          min={1}
          max={50}
          suffix="MB"
          style={{ width: 112 }}
          value={field.maxSize ? field.maxSize / 1_000_000 : null}
          onChange={(value) =>
            onChange({ maxSize: value ? Math.round(value * 1_000_000) : undefined } as never)
          }
        />
      </SettingRow>
      <SettingRow label={t('setting.accept')} htmlFor={accept} stacked>
        <Select
          id={accept}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', ' ', ';']}
          value={field.accept ?? []}
          placeholder=".pdf, image/png"
          onChange={(next) => onChange({ accept: next.length > 0 ? next : undefined } as never)}
        />
      </SettingRow>
    </>
  );
}
