import type { Data, FormDefinition } from '@/api/types';

/** Values in the address: `?customer=ID&customerTitle=…` for a reference, the plain value for texts, choices and dates. */
export function givenBy(query: URLSearchParams, form: FormDefinition): Data {
  const data: Data = {};
  for (const { key, type } of form.fields) {
    const value = query.get(key);
    if (value === null || value === '') continue;
    if (type === 'reference') data[key] = { id: value, title: query.get(`${key}Title`) ?? value };
    else if (type === 'number' || type === 'currency') data[key] = Number(value);
    else if (['text', 'longText', 'select', 'date', 'phone', 'email', 'url'].includes(type))
      data[key] = value;
  }
  return data;
}
