import { CheckSquareOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { OptionTag } from '@/components/OptionTag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import { defineField } from '../defineField';
import { checkCount } from '../limits';
import { firstOptions, optionMatches, optionOf, optionText, type OptionsOptions } from '../options';
import { OptionsEditor } from '../OptionsEditor';
import { NumberSetting } from '../settings';
import styles from '../fields.module.css';

export interface MultiSelectOptions extends OptionsOptions {
  minItems?: number;
  maxItems?: number;
}

/** The browser's half of MultiSelectField.cs: some of the options, stored by their keys. */
export const multiSelectField = defineField<string[], MultiSelectOptions>({
  type: 'multiSelect',
  icon: <CheckSquareOutlined aria-hidden />,
  group: 'common',
  shape: 'array',
  defaults: { options: firstOptions() },
  text: (value, { options }, language) =>
    value.map((key) => optionText(key, options, language)).join(language === 'zh-CN' ? '、' : ', '),
  check: (value, field, language) => checkCount(value.length, field, language),
  Cell: ({ value, field }) => (
    <span className={styles.tags}>
      {value.map((key) => (
        <OptionTag key={key} option={optionOf(key, field.options)} />
      ))}
    </span>
  ),
  Input: function MultiSelectInput({ value, field, readOnly, inCell: _, onChange, ...rest }) {
    const { text } = useLanguage();
    const options = field.options ?? [];
    return (
      <Select<string[]>
        {...controlProps(rest)}
        mode="multiple"
        value={value ?? []}
        placeholder={text(field.placeholder)}
        allowClear={!readOnly}
        {...(readOnly ? { open: false } : {})}
        showSearch={{
          filterOption: (typed, option) => optionMatches(typed, optionOf(option?.value, options)),
        }}
        options={options.map((option) => ({ value: option.key, label: <OptionTag plain option={option} /> }))}
        onChange={(next) => onChange(next.length > 0 ? next : null)}
        style={{ width: '100%' }}
      />
    );
  },
  Settings: (props) => (
    <>
      <OptionsEditor
        options={props.field.options ?? []}
        onChange={(options) => props.onChange({ options })}
      />
      <NumberSetting name="minItems" min={0} {...props} />
      <NumberSetting name="maxItems" min={1} {...props} />
    </>
  ),
});
