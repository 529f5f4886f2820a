import type { FieldDefinition, FormDefinition, RecordItem } from '@/api/types';

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
const digits = (text: string) => text.replace(/;ext=.*$/, '').replace(/\D/g, '');

/** Of a number its end: what is before may be written with or without a country code. */
const end = (text: string) => digits(text).slice(-8);

const isTitle = (form: FormDefinition, field: FieldDefinition) => form.titleField === field.key;

/** What to search for to find records like this value; undefined: nothing that tells one record from another. */
export function lookedFor(form: FormDefinition, field: FieldDefinition, value: unknown): string | undefined {
  if (typeof value !== 'string' || value.includes('*')) return undefined;
  if (field.type === 'phone') return digits(value).length >= 7 ? end(value) : undefined;
  if (!isTitle(form, field) && !field.unique && field.type !== 'email' && field.type !== 'idCard')
    return undefined;
  const text = plain(value);
  // Two Chinese characters are a name; two Latin letters are the beginning of one.
  return text.length >= (/[\u3400-\u9fff]/.test(text) ? 2 : 4) ? text : undefined;
}

/** Whether a record that the search found says the same in that place, or in another place for numbers. */
export function looksAlike(
  form: FormDefinition,
  field: FieldDefinition,
  value: unknown,
  { title, data }: Pick<RecordItem, 'title' | 'data'>,
): boolean {
  const typed = String(value);
  if (field.type === 'phone')
    return form.fields.some(
      (each) => each.type === 'phone' && end(String(data[each.key] ?? '')) === end(typed),
    );
  const theirs = plain(isTitle(form, field) ? title : String(data[field.key] ?? ''));
  return isTitle(form, field) ? theirs.includes(plain(typed)) : theirs === plain(typed);
}
