import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from './controlProps';
import type { InputProps } from './defineField';
import { grouped, readNumber } from './numbers';

interface Props extends InputProps<number | null | undefined> {
  prefix?: ReactNode;
  suffix?: ReactNode;
}

/** A decimal: typed as people write it, shown in groups of three. */
export function NumberInput({ value, field, readOnly, inCell: _, onChange, prefix, suffix, ...rest }: Props) {
  const { text } = useLanguage();
  return (
    <InputNumber<number>
      {...controlProps(rest)}
      value={value ?? null}
      placeholder={text(field.placeholder)}
      readOnly={readOnly ?? false}
      controls={false}
      keyboard={false}
      changeOnWheel={false}
      inputMode="decimal"
      formatter={grouped}
      parser={(typed) => readNumber(typed) as unknown as number}
      onChange={(next) => onChange(next)}
      style={{ width: '100%' }}
      {...(prefix ? { prefix } : {})}
      {...(suffix ? { suffix } : {})}
    />
  );
}
