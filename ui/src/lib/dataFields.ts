import type { FormDefinition } from '@/api/types';

const layoutOnly = new Set(['section', 'tabs', 'divider', 'note']);

/** The fields that hold values; the others only order the form. */
export const dataFields = (definition: FormDefinition) =>
  definition.fields.filter((field) => !layoutOnly.has(field.type));
