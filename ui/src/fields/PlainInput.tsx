import { Input } from 'antd';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from './controlProps';
import type { InputProps } from './defineField';

interface Props extends InputProps<string | null | undefined> {
  type?: 'email' | 'url' | 'text';
  inputMode?: 'email' | 'url' | 'text' | 'numeric';
  placeholder?: string;
  maxLength?: number;
  /** Applied to what is typed: full-width characters, blanks. */
  clean?: (typed: string) => string;
}

/** One line of text of a known kind, with the keyboard that fits it. */
export function PlainInput({
  value,
  field,
  readOnly,
  inCell: _,
  onChange,
  type = 'text',
  inputMode = 'text',
  placeholder = '',
  clean,
  maxLength,
  ...rest
}: Props) {
  const { text } = useLanguage();
  return (
    <Input
      {...controlProps(rest)}
      type={type}
      inputMode={inputMode}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      {...(maxLength ? { maxLength } : {})}
      value={value ?? ''}
      placeholder={text(field.placeholder, placeholder)}
      readOnly={readOnly ?? false}
      onChange={(event) => onChange((clean ? clean(event.target.value) : event.target.value) || null)}
    />
  );
}
