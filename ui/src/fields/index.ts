import { registered } from './known';
import { fieldTypes } from './registry';
import type { FieldType } from './defineField';
import { textField } from './text';

export { fieldTypes };

/** The field type of that name; an unknown one shows its value as text. */
export const fieldType = (type: string): FieldType => registered(type) ?? { ...textField, type };
