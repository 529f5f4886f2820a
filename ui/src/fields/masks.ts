import type { FieldDefinition } from '@/api/types';

/** What the server writes in place of the part of a value that the reader may not see. */
const stars = '***';

/** Whether a value is only a mask of what is stored, such as "138****8000". */
export const isMask = (value: unknown, field: FieldDefinition): value is string =>
  (field.right === 'masked' || field.sensitive === 'mask' || field.sensitive === 'encrypt') &&
  typeof value === 'string' &&
  value.includes(stars);
