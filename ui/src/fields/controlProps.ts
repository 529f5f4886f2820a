import type { InputProps } from './defineField';

/** What ties a control to its label, its help and its messages. */
export function controlProps({
  id,
  label,
  describedBy,
  invalid,
  required,
  onBlur,
}: Omit<InputProps, 'value' | 'field' | 'onChange'>) {
  return {
    ...(id ? { id } : {}),
    ...(label ? { 'aria-label': label } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(invalid ? { 'aria-invalid': true as const, status: 'error' as const } : {}),
    ...(required ? { 'aria-required': true as const } : {}),
    ...(onBlur ? { onBlur: () => onBlur() } : {}),
  };
}
