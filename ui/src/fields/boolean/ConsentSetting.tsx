import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition, Localized } from '@/api/types';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import { SettingRow } from '@/components/settings/SettingRow';

export interface Consent {
  text?: Localized;
  version?: string;
}

interface Props {
  field: FieldDefinition;
  onChange: (patch: Partial<FieldDefinition>) => void;
}

/** What is consented to by a yes; without a text the field is no consent. */
export function ConsentSetting({ field, onChange }: Props) {
  const { t } = useTranslation('fields');
  const [text, version] = [useId(), useId()];
  const consent = field.consent as Consent | undefined;
  return (
    <>
      <SettingRow label={t('consent.text')} htmlFor={text} hint={t('consent.hint')} stacked>
        <LocalizedInput
          id={text}
          name={t('consent.text')}
          multiline
          value={consent?.text}
          onChange={(value) =>
            onChange({ consent: Object.keys(value).length > 0 ? { ...consent, text: value } : undefined })
          }
        />
      </SettingRow>
      {consent?.text ? (
        <SettingRow label={t('consent.version')} htmlFor={version} hint={t('consent.versionHint')} stacked>
          <Input
            id={version}
            value={consent.version ?? ''}
            placeholder="2026-1"
            onChange={({ target: { value } }) =>
              onChange({
                consent: { text: consent.text, ...(value.trim() ? { version: value.trim() } : {}) },
              })
            }
          />
        </SettingRow>
      ) : null}
    </>
  );
}
