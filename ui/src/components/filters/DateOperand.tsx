import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { readRelative } from './describe';
import styles from './filters.module.css';

interface Props {
  withTime: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}

type Mode = 'today' | 'daysAgo' | 'daysAhead' | 'day';

/** A day, or one counted from today, so that a view stays true tomorrow. */
export function DateOperand({ withTime, value, onChange }: Props) {
  const { t } = useTranslation('filters');
  const relative = readRelative(value);
  const mode: Mode = relative
    ? relative.days === 0
      ? 'today'
      : relative.days < 0
        ? 'daysAgo'
        : 'daysAhead'
    : 'day';
  const now = withTime ? '$now' : '$today';
  const write = (days: number) =>
    onChange({ [days === 0 ? '$today' : now]: `${days < 0 ? '-' : '+'}P${Math.abs(days)}D` });
  const date = typeof value === 'string' && value !== '' ? dayjs(value) : null;

  return (
    <div className={styles.between}>
      <Select
        aria-label={t('when')}
        popupMatchSelectWidth={false}
        value={mode}
        options={(['day', 'today', 'daysAgo', 'daysAhead'] as const).map((each) => ({
          value: each,
          label: t(`dateMode.${each}`),
        }))}
        onChange={(next) => {
          if (next === 'day') onChange(null);
          else write(next === 'today' ? 0 : next === 'daysAgo' ? -30 : 30);
        }}
      />
      {mode === 'day' ? (
        <DatePicker
          aria-label={t('answer')}
          value={date}
          showTime={withTime ? { format: 'HH:mm' } : false}
          onChange={(next: dayjs.Dayjs | null) =>
            onChange(next ? (withTime ? next.toISOString() : next.format('YYYY-MM-DD')) : null)
          }
        />
      ) : null}
      {mode === 'daysAgo' || mode === 'daysAhead' ? (
        <InputNumber
          aria-label={t('days')}
          min={1}
          max={36500}
          precision={0}
          style={{ width: 80 }}
          value={Math.abs(relative?.days ?? 30)}
          onChange={(days) => days && write(mode === 'daysAgo' ? -days : days)}
        />
      ) : null}
    </div>
  );
}
