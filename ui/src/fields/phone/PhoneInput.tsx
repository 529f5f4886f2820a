import { Input } from 'antd';
import { useState } from 'react';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import type { InputProps } from '../defineField';
import { formatPhone, formatTyped, toWire } from './phone';
import type { PhoneOptions } from '.';

/** A phone number: grouped while it is typed, sent as E.164. */
export function PhoneInput({
  value,
  field,
  readOnly,
  inCell: _,
  onChange,
  ...rest
}: InputProps<string | null | undefined, PhoneOptions>) {
  const { language, text } = useLanguage();
  const region = field.defaultRegion;
  const [typed, setTyped] = useState<{ text: string; wire: string | null }>();
  const shown =
    typed && typed.wire === (value ?? null) ? typed.text : value ? formatPhone(value, region, language) : '';

  // A number that can be called shows in its usual groups once one leaves it.
  const leave = () => {
    if (value?.startsWith('+')) setTyped(undefined);
    rest.onBlur?.();
  };

  return (
    <Input
      {...controlProps({ ...rest, onBlur: () => leave() })}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      value={shown}
      placeholder={text(field.placeholder, region === 'CN' || !region ? '138 0000 0000' : '')}
      readOnly={readOnly ?? false}
      onChange={(event) => {
        const { value: raw, selectionStart } = event.target;
        const longer = raw.length > shown.length && selectionStart === raw.length;
        const next = longer ? formatTyped(raw, region) : raw;
        const wire = toWire(next, region);
        setTyped({ text: next, wire });
        onChange(wire);
      }}
    />
  );
}
