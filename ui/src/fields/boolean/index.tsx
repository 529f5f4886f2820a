import { CheckOutlined, CheckSquareOutlined, MinusOutlined } from '@ant-design/icons';
import { Checkbox, Select, Switch } from 'antd';
import type { Language, Localized } from '@/api/types';
import { textIn, useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import { defineField } from '../defineField';
import { LocalizedSetting } from '../settings';
import { ConsentSetting, type Consent } from './ConsentSetting';
import styles from '../fields.module.css';

export interface BooleanOptions {
  trueLabel?: Localized;
  falseLabel?: Localized;
  consent?: Consent;
}

const word = (value: boolean, { trueLabel, falseLabel }: BooleanOptions, language: Language) =>
  value
    ? textIn(language, trueLabel, language === 'zh-CN' ? '是' : 'Yes')
    : textIn(language, falseLabel, language === 'zh-CN' ? '否' : 'No');

/** The browser's half of BooleanField.cs: yes or no. */
export const booleanField = defineField<boolean, BooleanOptions>({
  type: 'boolean',
  icon: <CheckSquareOutlined aria-hidden />,
  group: 'common',
  shape: 'boolean',
  text: word,
  Cell: ({ value, field, language }) => (
    <span className={value ? styles.yes : styles.no}>
      {value ? <CheckOutlined aria-hidden /> : <MinusOutlined aria-hidden />} {word(value, field, language)}
    </span>
  ),
  Input: function BooleanInput({ value, field, readOnly, id, label, describedBy, onChange }) {
    const { language, text } = useLanguage();
    if (field.consent?.text)
      return (
        <Checkbox
          {...(id ? { id } : {})}
          aria-describedby={describedBy}
          checked={value ?? false}
          disabled={readOnly ?? false}
          onChange={({ target }) => onChange(target.checked)}
        >
          <span className={styles.consent}>{text(field.consent.text)}</span>
        </Checkbox>
      );
    return (
      <span className={styles.switch}>
        <Switch
          {...(id ? { id } : {})}
          aria-label={label}
          aria-describedby={describedBy}
          checked={value ?? false}
          disabled={readOnly ?? false}
          onChange={onChange}
        />
        <span aria-hidden>{word(value ?? false, field, language)}</span>
      </span>
    );
  },
  Filter: function BooleanFilter({ value, field, onChange, ...rest }) {
    const { language } = useLanguage();
    return (
      <Select
        {...controlProps(rest)}
        value={value}
        options={[true, false].map((each) => ({ value: each, label: word(each, field, language) }))}
        onChange={(next) => onChange(next)}
        style={{ minWidth: 88 }}
      />
    );
  },
  Settings: (props) => (
    <>
      <LocalizedSetting name="trueLabel" {...props} />
      <LocalizedSetting name="falseLabel" {...props} />
      <ConsentSetting {...props} />
    </>
  ),
});
