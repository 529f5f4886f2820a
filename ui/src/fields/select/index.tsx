import { CheckCircleOutlined } from '@ant-design/icons';
import { Radio, Select } from 'antd';
import { OptionTag } from '@/components/OptionTag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import { defineField } from '../defineField';
import { firstOptions, optionMatches, optionOf, optionText, type OptionsOptions } from '../options';
import { OptionsEditor } from '../OptionsEditor';
import { ChoiceSetting } from '../settings';
import styles from '../fields.module.css';

export interface SelectOptions extends OptionsOptions {
  display?: 'dropdown' | 'radio';
}

/** The browser's half of SelectField.cs: one of the options, stored by its key. */
export const selectField = defineField<string, SelectOptions>({
  type: 'select',
  icon: <CheckCircleOutlined aria-hidden />,
  group: 'common',
  shape: 'string',
  defaults: { options: firstOptions() },
  text: (value, { options }, language) => optionText(value, options, language),
  Cell: ({ value, field }) => <OptionTag plain option={optionOf(value, field.options)} />,
  Input: function SelectInput({ value, field, readOnly, inCell, onChange, ...rest }) {
    const { text } = useLanguage();
    const options = field.options ?? [];
    if (field.display === 'radio' && !inCell)
      return (
        <Radio.Group
          {...(rest.id ? { id: rest.id } : {})}
          aria-label={rest.label}
          value={value ?? null}
          disabled={readOnly ?? false}
          onChange={(event) => onChange(event.target.value)}
          className={styles.line ?? ''}
          options={options.map((option) => ({
            value: option.key,
            label: <OptionTag plain option={option} />,
          }))}
        />
      );
    return (
      <Select<string, { value: string; option: (typeof options)[number] }>
        {...controlProps(rest)}
        value={value ?? null}
        placeholder={text(field.placeholder)}
        allowClear={!readOnly}
        {...(readOnly ? { open: false } : {})}
        showSearch={
          options.length > 8
            ? {
                filterOption: (typed, option) =>
                  optionMatches(typed, (option as { option: (typeof options)[number] }).option),
              }
            : false
        }
        options={options.map((option) => ({
          value: option.key,
          label: <OptionTag plain option={option} />,
          option,
        }))}
        onChange={(next) => onChange(next ?? null)}
        style={{ width: '100%' }}
      />
    );
  },
  Filter: function SelectFilter({ value, field, onChange, ...rest }) {
    return (
      <Select
        {...controlProps(rest)}
        value={value ?? null}
        options={(field.options ?? []).map((option) => ({
          value: option.key,
          label: <OptionTag plain option={option} />,
        }))}
        onChange={(next) => onChange(next)}
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
      <ChoiceSetting name="display" choices={['dropdown', 'radio']} {...props} />
    </>
  ),
});
