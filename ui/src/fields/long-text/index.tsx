import { AlignLeftOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import { defineField } from '../defineField';
import { checkLength } from '../limits';
import { NumberSetting } from '../settings';
import styles from '../fields.module.css';

export interface LongTextOptions {
  maxLength?: number;
  rows?: number;
}

/** The browser's half of LongTextField.cs: text of many lines. */
export const longTextField = defineField<string, LongTextOptions>({
  type: 'longText',
  icon: <AlignLeftOutlined aria-hidden />,
  group: 'common',
  shape: 'string',
  wide: true,
  text: (value) => value,
  check: (value, { maxLength }, language) => checkLength(value, maxLength ? { maxLength } : {}, language),
  Cell: ({ value }) => value.replace(/\s*\n\s*/g, ' '),
  Display: ({ value }) => <span className={styles.lines}>{value}</span>,
  Input: function LongTextInput({ value, field, readOnly, inCell, onChange, ...rest }) {
    const { text } = useLanguage();
    return (
      <Input.TextArea
        {...controlProps(rest)}
        value={value ?? ''}
        placeholder={text(field.placeholder)}
        readOnly={readOnly ?? false}
        autoSize={{ minRows: inCell ? 1 : (field.rows ?? 3), maxRows: 16 }}
        onChange={(event) => onChange(event.target.value || null)}
      />
    );
  },
  Settings: (props) => (
    <>
      <NumberSetting name="rows" min={1} max={30} {...props} />
      <NumberSetting name="maxLength" min={1} {...props} />
    </>
  ),
});
