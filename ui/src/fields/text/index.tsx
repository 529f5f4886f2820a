import { FontSizeOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import type { Localized } from '@/api/types';
import { textIn, useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import { defineField } from '../defineField';
import { checkLength } from '../limits';
import { LocalizedSetting, NumberSetting, TextSetting } from '../settings';

export interface TextOptions {
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  patternMessage?: Localized;
}

/** The browser's half of TextField.cs: one line of text. */
export const textField = defineField<string, TextOptions>({
  type: 'text',
  icon: <FontSizeOutlined aria-hidden />,
  group: 'common',
  shape: 'string',
  text: (value) => value,
  check: (value, { pattern, patternMessage, ...limits }, language) =>
    checkLength(value, limits, language) ??
    (pattern && !matches(pattern, value)
      ? textIn(language, patternMessage, language === 'zh-CN' ? '格式不对。' : 'This is not the form wanted.')
      : undefined),
  Input: function TextInput({ value, field, readOnly, onChange, ...rest }) {
    const { text } = useLanguage();
    return (
      <Input
        {...controlProps(rest)}
        value={value ?? ''}
        placeholder={text(field.placeholder)}
        readOnly={readOnly ?? false}
        onChange={(event) => onChange(event.target.value || null)}
      />
    );
  },
  Settings: (props) => (
    <>
      <NumberSetting name="minLength" min={0} {...props} />
      <NumberSetting name="maxLength" min={1} max={10_000} {...props} />
      <TextSetting name="pattern" code {...props} />
      {props.field.pattern ? <LocalizedSetting name="patternMessage" {...props} /> : null}
    </>
  ),
});

/** The server decides; an expression that this browser cannot read says nothing. */
function matches(pattern: string, value: string) {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}
