import type { FieldType } from './defineField';

const types = new Map<string, FieldType>();

/** Called once by the list of types, so that types made of other types (table, lookup) can find them without importing the list. */
export function register(all: readonly FieldType[]) {
  for (const each of all) types.set(each.type, each);
}

export const registered = (type: string) => types.get(type);
