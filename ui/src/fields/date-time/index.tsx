import { FieldTimeOutlined } from '@ant-design/icons';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { controlProps } from '../controlProps';
import { checkDays, formatMoment, momentFormat } from '../dates';
import { defineField } from '../defineField';
import { NativeInput } from '../NativeInput';
import { DateSetting } from '../settings';

export interface DateTimeOptions {
  min?: string;
  max?: string;
}

const wire = (moment: dayjs.Dayjs | null) => (moment?.isValid() ? moment.toISOString() : null);

/** The browser's half of DateTimeField.cs: a moment, stored in UTC, shown in the reader's time zone. */
export const dateTimeField = defineField<string, DateTimeOptions>({
  type: 'dateTime',
  icon: <FieldTimeOutlined aria-hidden />,
  group: 'common',
  shape: 'string',
  text: (value, _, language) => formatMoment(value, language),
  check: (value, limits, language) => checkDays(value, limits, language, formatMoment),
  Input: function DateTimeInput(props) {
    const { language, text } = useLanguage();
    const { value, field, readOnly, onChange } = props;
    const local = value ? dayjs(value) : null;
    if (useIsPhone())
      return (
        <NativeInput
          {...props}
          type="datetime-local"
          value={local?.format('YYYY-MM-DDTHH:mm') ?? ''}
          onChange={(next) => onChange(next ? wire(dayjs(next as string)) : null)}
        />
      );
    return (
      <DatePicker
        {...controlProps(props)}
        showTime={{ format: 'HH:mm' }}
        value={local}
        format={momentFormat(language)}
        placeholder={text(field.placeholder)}
        inputReadOnly={readOnly ?? false}
        {...(readOnly ? { open: false } : {})}
        allowClear={!readOnly}
        onChange={(moment) => onChange(wire(moment))}
        style={{ width: '100%' }}
      />
    );
  },
  Settings: (props) => (
    <>
      <DateSetting name="min" type="datetime-local" {...props} onChange={inUtc('min', props.onChange)} />
      <DateSetting name="max" type="datetime-local" {...props} onChange={inUtc('max', props.onChange)} />
    </>
  ),
});

const inUtc = (name: 'min' | 'max', onChange: (patch: object) => void) => (patch: Record<string, unknown>) =>
  onChange({ [name]: patch[name] ? dayjs(patch[name] as string).toISOString() : undefined });
