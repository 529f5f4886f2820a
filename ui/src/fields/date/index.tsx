import { CalendarOutlined } from '@ant-design/icons';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { controlProps } from '../controlProps';
import { checkDays, dayFormat, formatDay } from '../dates';
import { defineField } from '../defineField';
import { NativeInput } from '../NativeInput';
import { DateSetting } from '../settings';

export interface DateOptions {
  min?: string;
  max?: string;
}

/** The browser's half of DateField.cs: a day, "2026-11-21". */
export const dateField = defineField<string, DateOptions>({
  type: 'date',
  icon: <CalendarOutlined aria-hidden />,
  group: 'common',
  shape: 'string',
  text: (value, _, language) => formatDay(value, language),
  check: checkDays,
  Input: function DateInput(props) {
    const { language, text } = useLanguage();
    const { value, field, readOnly, onChange } = props;
    if (useIsPhone()) return <NativeInput {...props} type="date" min={field.min} max={field.max} />;
    const { min, max } = field;
    return (
      <DatePicker
        {...controlProps(props)}
        value={value ? dayjs(value, 'YYYY-MM-DD') : null}
        format={[dayFormat(language), 'YYYY-MM-DD', 'YYYY/MM/DD', 'YYYYMMDD']}
        placeholder={text(field.placeholder)}
        inputReadOnly={readOnly ?? false}
        {...(readOnly ? { open: false } : {})}
        allowClear={!readOnly}
        {...(min ? { minDate: dayjs(min) } : {})}
        {...(max ? { maxDate: dayjs(max) } : {})}
        onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? null)}
        style={{ width: '100%' }}
      />
    );
  },
  Settings: (props) => (
    <>
      <DateSetting name="min" type="date" {...props} />
      <DateSetting name="max" type="date" {...props} />
    </>
  ),
});
