import { DatePicker, Form, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';

/** How long something is shared. */
export type Until = { kind: 'never' } | { kind: 'days'; days: number } | { kind: 'at'; at: string };

const spans = [1, 7, 30, 90];

/** The time at which it ends, as the server takes it. */
export function untilOf(until: Until): { until?: string } {
  if (until.kind === 'never') return {};
  return { until: until.kind === 'at' ? until.at : dayjs().add(until.days, 'day').toISOString() };
}

interface Props {
  id: string;
  value: Until;
  onChange: (until: Until) => void;
}

export function UntilInput({ id, value, onChange }: Props) {
  const { t } = useTranslation('sharing');
  const chosen = value.kind === 'days' ? String(value.days) : value.kind;
  const choose = (next: string) =>
    onChange(
      next === 'never'
        ? { kind: 'never' }
        : next === 'at'
          ? { kind: 'at', at: dayjs().add(7, 'day').endOf('day').toISOString() }
          : { kind: 'days', days: Number(next) },
    );
  return (
    <Form.Item label={t('until')} htmlFor={id}>
      <Select
        id={id}
        value={chosen}
        options={[
          { value: 'never', label: t('untilRevoked') },
          ...spans.map((days) => ({ value: String(days), label: t('days', { count: days }) })),
          { value: 'at', label: t('untilDate') },
        ]}
        onChange={choose}
      />
      {value.kind === 'at' ? (
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          allowClear={false}
          value={dayjs(value.at)}
          minDate={dayjs()}
          aria-label={t('untilDate')}
          style={{ width: '100%', marginTop: 8 }}
          onChange={(at) => at && onChange({ kind: 'at', at: at.toISOString() })}
        />
      ) : null}
    </Form.Item>
  );
}
