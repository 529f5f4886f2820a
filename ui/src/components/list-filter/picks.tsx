import { useQuery } from '@tanstack/react-query';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { api } from '@/api/client';
import type { Directory } from '@/api/directory';
import { useForms } from '@/api/forms';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './picks.module.css';

interface Props<Value> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
}

/** The line of picks above a list. */
export const FilterLine = ({ children }: { children: ReactNode }) => (
  <div className={styles.line}>{children}</div>
);

/** As wide as all picks of such a line. */
export const pickWidth = styles.pick ?? '';

type One = Props<string | undefined>;

export function PersonPick({ label, value, onChange }: One) {
  const people = useQuery({
    queryKey: ['directory', ''],
    queryFn: () => api.get<Directory>('/directory'),
    staleTime: 60_000,
  });
  const options = (people.data?.users ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return <Pick {...{ label, value, onChange, options }} />;
}

export function FormPick({ label, value, onChange }: One) {
  const { text } = useLanguage();
  const forms = useForms();
  const options = (forms.data ?? []).map((form) => ({ value: form.key, label: text(form.title, form.key) }));
  return <Pick {...{ label, value, onChange, options }} />;
}

function Pick({
  label,
  value,
  onChange,
  options,
}: One & { options: { value: string; label: string | null }[] }) {
  return (
    <Select
      allowClear
      className={pickWidth}
      aria-label={label}
      placeholder={label}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      options={options}
      onChange={(next: string | null) => onChange(next ?? undefined)}
    />
  );
}

export interface Period {
  /** The beginning of the first day. */
  from: string | undefined;
  /** The end of the last day. */
  to: string | undefined;
}

export function PeriodPick({ label, value, onChange, ends }: Props<Period> & { ends: [string, string] }) {
  const { from, to } = value;
  return (
    <DatePicker.RangePicker
      aria-label={label}
      placeholder={ends}
      allowEmpty
      value={[from ? dayjs(from) : null, to ? dayjs(to).subtract(1, 'day') : null]}
      onChange={(range) =>
        onChange({
          from: range?.[0]?.startOf('day').toISOString(),
          to: range?.[1]?.add(1, 'day').startOf('day').toISOString(),
        })
      }
    />
  );
}
