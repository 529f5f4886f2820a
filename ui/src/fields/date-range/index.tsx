import { SwapRightOutlined } from '@ant-design/icons';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { dayFormat, formatDay } from '../dates';
import { defineField } from '../defineField';
import { NativeInput } from '../NativeInput';
import styles from '../fields.module.css';

export interface DateRange {
  from?: string | null;
  to?: string | null;
}

/** The browser's half of DateRangeField.cs: the days from one to another, both counted. */
export const dateRangeField = defineField<DateRange>({
  type: 'dateRange',
  icon: <SwapRightOutlined aria-hidden />,
  group: 'common',
  shape: 'object',
  text: ({ from, to }, _, language) =>
    `${from ? formatDay(from, language) : '…'} – ${to ? formatDay(to, language) : '…'}`,
  check: ({ from, to }, _, language) => {
    const zh = language === 'zh-CN';
    if (!from || !to) return zh ? '起止两天都要填。' : 'Both days are needed.';
    return from > to ? (zh ? '结束早于开始。' : 'The end is before the start.') : undefined;
  },
  Input: function DateRangeInput({ value, readOnly, id, label, invalid, onChange, onBlur }) {
    const { language } = useLanguage();
    const { t } = useTranslation('fields');
    const isPhone = useIsPhone();
    const change = (next: DateRange) => onChange(next.from || next.to ? next : null);
    if (isPhone)
      return (
        <div className={styles.line} role="group" aria-label={label}>
          <NativeInput
            id={id}
            label={t('range.from')}
            type="date"
            value={value?.from}
            readOnly={readOnly}
            onChange={(from) => change({ ...value, from: from as string })}
          />
          <NativeInput
            label={t('range.to')}
            type="date"
            value={value?.to}
            readOnly={readOnly}
            onChange={(to) => change({ ...value, to: to as string })}
          />
        </div>
      );
    return (
      <DatePicker.RangePicker
        {...(id ? { id: { start: id, end: `${id}-to` } } : {})}
        {...(invalid ? { status: 'error' as const } : {})}
        value={[value?.from ? dayjs(value.from) : null, value?.to ? dayjs(value.to) : null]}
        format={dayFormat(language)}
        disabled={readOnly ?? false}
        onChange={(days) =>
          change({
            from: days?.[0]?.format('YYYY-MM-DD') ?? null,
            to: days?.[1]?.format('YYYY-MM-DD') ?? null,
          })
        }
        onBlur={() => onBlur?.()}
        aria-label={label ?? t('range.both')}
        style={{ width: '100%' }}
      />
    );
  },
});
