import type { FormDefinition } from '@/api/types';

const keyOf = (form: string) => `formshub.preview:${form}`;

/** A draft on its way from the designer to the window that previews it. */
export const handOver = {
  give: (form: FormDefinition) => sessionStorage.setItem(keyOf(form.key), JSON.stringify(form)),
  take(form: string): FormDefinition | undefined {
    const text = sessionStorage.getItem(keyOf(form));
    return text === null ? undefined : (JSON.parse(text) as FormDefinition);
  },
};
