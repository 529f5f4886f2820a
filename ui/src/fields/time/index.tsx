import { ClockCircleOutlined } from '@ant-design/icons';
import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { useIsPhone } from '@/lib/useMediaQuery';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import { formatClock } from '../dates';
import { defineField } from '../defineField';
import { NativeInput } from '../NativeInput';

dayjs.extend(customParseFormat);
const wire = (typed: string) => (typed.length === 5 ? `${typed}:00` : typed);

/** The browser's half of TimeField.cs: a time of day, "14:30:00". */
export const timeField = defineField<string>({
  type: 'time',
  icon: <ClockCircleOutlined aria-hidden />,
  group: 'common',
  shape: 'string',
  text: formatClock,
  Input: function TimeInput(props) {
    const { text } = useLanguage();
    const { value, field, readOnly, onChange } = props;
    if (useIsPhone())
      return (
        <NativeInput
          {...props}
          type="time"
          value={value ? formatClock(value) : ''}
          onChange={(next) => onChange(next ? wire(next as string) : null)}
        />
      );
    return (
      <TimePicker
        {...controlProps(props)}
        value={value ? dayjs(value, 'HH:mm:ss') : null}
        format="HH:mm"
        needConfirm={false}
        placeholder={text(field.placeholder)}
        inputReadOnly={readOnly ?? false}
        {...(readOnly ? { open: false } : {})}
        allowClear={!readOnly}
        onChange={(time) => onChange(time?.format('HH:mm:ss') ?? null)}
        style={{ width: '100%' }}
      />
    );
  },
});
