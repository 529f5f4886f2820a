import { PhoneOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/SettingRow';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { defineField, type SettingsProps } from '../defineField';
import { callLink, checkPhone, formatPhone } from './phone';
import { PhoneInput } from './PhoneInput';
import styles from '../fields.module.css';

export interface PhoneOptions {
  /** The country of numbers written without a country code, "CN". */
  defaultRegion?: string;
}

/** The browser's half of PhoneField.cs: E.164 inside, the national form outside. */
export const phoneField = defineField<string, PhoneOptions>({
  type: 'phone',
  icon: <PhoneOutlined aria-hidden />,
  group: 'contact',
  shape: 'string',
  defaults: { defaultRegion: 'CN' },
  text: (value, { defaultRegion }, language) => formatPhone(value, defaultRegion, language),
  check: (value, { defaultRegion }, language) => checkPhone(value, defaultRegion, language),
  link: (value) => {
    const href = callLink(value);
    return href ? { kind: 'call', href } : undefined;
  },
  Cell: ({ value, field, language }) => (
    <span className={styles.number}>{formatPhone(value, field.defaultRegion, language)}</span>
  ),
  Display: ({ value, field, language }) => {
    const shown = formatPhone(value, field.defaultRegion, language);
    const link = callLink(value);
    return link ? (
      <a className={`${styles.link} ${styles.number}`} href={link} title={value}>
        {shown}
      </a>
    ) : (
      <span className={styles.number}>{shown}</span>
    );
  },
  Input: PhoneInput,
  Settings: RegionSetting,
});

function RegionSetting({ field, onChange }: SettingsProps<PhoneOptions>) {
  const { t } = useTranslation('fields');
  const { language } = useLanguage();
  const id = useId();
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const nameOf = (code: string) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
  return (
    <SettingRow label={t('setting.defaultRegion')} htmlFor={id}>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={field.defaultRegion ?? 'CN'}
        options={getCountries().map((code) => ({
          value: code,
          label: `${nameOf(code)} +${getCountryCallingCode(code)}`,
        }))}
        onChange={(defaultRegion) => onChange({ defaultRegion })}
        style={{ width: 150 }}
      />
    </SettingRow>
  );
}
