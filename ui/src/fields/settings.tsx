import { Input, InputNumber, Select, Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition, Localized } from '@/api/types';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import { SettingRow } from '@/components/settings/SettingRow';

interface Props {
  /** The attribute of the field definition, and its words under `setting.` */
  name: string;
  field: FieldDefinition;
  onChange: (patch: Partial<FieldDefinition>) => void;
}

/** Attributes are absent rather than null: that is how definitions are stored. */
const or = <T,>(value: T | null | undefined | '') => (value === null || value === '' ? undefined : value);

function useSetting(name: string) {
  const { t } = useTranslation('fields');
  return { id: useId(), label: t(`setting.${name}`), t };
}

export function NumberSetting({ name, field, onChange, min, max }: Props & { min?: number; max?: number }) {
  const { id, label } = useSetting(name);
  return (
    <SettingRow label={label} htmlFor={id}>
      <InputNumber
        id={id}
        value={(field[name] as number | undefined) ?? null}
        {...(min === undefined ? {} : { min })}
        {...(max === undefined ? {} : { max })}
        onChange={(value) => onChange({ [name]: or(value) })}
        style={{ width: 112 }}
      />
    </SettingRow>
  );
}

export function TextSetting({
  name,
  field,
  onChange,
  code,
  words = name,
}: Props & { code?: boolean; words?: string }) {
  const { id, label } = useSetting(words);
  return (
    <SettingRow label={label} htmlFor={id} stacked>
      <Input
        id={id}
        value={(field[name] as string | undefined) ?? ''}
        onChange={(event) => onChange({ [name]: or(event.target.value) })}
        {...(code ? { style: { fontFamily: 'ui-monospace, monospace' }, spellCheck: false } : {})}
      />
    </SettingRow>
  );
}

export function DateSetting({ name, field, onChange, type }: Props & { type: 'date' | 'datetime-local' }) {
  const { id, label } = useSetting(name);
  return (
    <SettingRow label={label} htmlFor={id}>
      <Input
        id={id}
        type={type}
        value={(field[name] as string | undefined)?.slice(0, type === 'date' ? 10 : 16) ?? ''}
        onChange={(event) => onChange({ [name]: or(event.target.value) })}
        style={{ width: type === 'date' ? 140 : 190 }}
      />
    </SettingRow>
  );
}

export function SwitchSetting({ name, field, onChange, on = false }: Props & { on?: boolean }) {
  const { id, label } = useSetting(name);
  return (
    <SettingRow label={label} htmlFor={id}>
      <Switch
        id={id}
        size="small"
        checked={(field[name] as boolean | undefined) ?? on}
        onChange={(value) => onChange({ [name]: value })}
      />
    </SettingRow>
  );
}

export function ChoiceSetting({ name, field, onChange, choices }: Props & { choices: readonly string[] }) {
  const { id, label, t } = useSetting(name);
  return (
    <SettingRow label={label} htmlFor={id}>
      <Select
        id={id}
        value={(field[name] as string | undefined) ?? choices[0] ?? null}
        options={choices.map((each) => ({ value: each, label: t(`choice.${each}`) }))}
        onChange={(value) => onChange({ [name]: value })}
        style={{ minWidth: 128 }}
      />
    </SettingRow>
  );
}

export function LocalizedSetting({ name, field, onChange, multiline }: Props & { multiline?: boolean }) {
  const { id, label } = useSetting(name);
  return (
    <SettingRow label={label} htmlFor={id} stacked>
      <LocalizedInput
        id={id}
        name={label}
        multiline={multiline}
        value={field[name] as Localized | undefined}
        onChange={(value) => onChange({ [name]: Object.keys(value).length > 0 ? value : undefined })}
      />
    </SettingRow>
  );
}
