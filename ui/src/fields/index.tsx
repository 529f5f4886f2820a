import { Input } from 'antd';
import type { FieldType } from './defineField';

const plain: FieldType = {
  type: 'text',
  icon: null,
  text: (value) => words(value),
  Cell: ({ value }) => words(value),
  Input: ({ id, value, readOnly, onChange }) => (
    <Input
      {...(id ? { id } : {})}
      value={words(value)}
      readOnly={readOnly ?? false}
      onChange={(event) => onChange(event.target.value)}
    />
  ),
};

function words(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(words).join(', ');
  if (typeof value === 'object') return String((value as { title?: unknown }).title ?? JSON.stringify(value));
  return String(value);
}

/** The field type of that name; an unknown one shows its value as text. */
export const fieldType = (type: string): FieldType => ({ ...plain, type });
