import type { FieldDefinition } from '@/api/types';

/** Fields under one heading. */
export interface Group {
  heading: FieldDefinition | undefined;
  items: FieldDefinition[];
}

/** What stands behind one tab; the first may stand above all tabs, without one. */
export interface Page {
  tab: FieldDefinition | undefined;
  groups: Group[];
}

/** The pages and groups that the layout fields of a definition make, in order. */
export function layoutOf(fields: readonly FieldDefinition[]): Page[] {
  const pages: Page[] = [{ tab: undefined, groups: [{ heading: undefined, items: [] }] }];
  for (const field of fields) {
    const page = pages.at(-1) as Page;
    if (field.type === 'tabs') pages.push({ tab: field, groups: [{ heading: undefined, items: [] }] });
    else if (field.type === 'section') page.groups.push({ heading: field, items: [] });
    else page.groups.at(-1)?.items.push(field);
  }
  return pages
    .map(({ tab, groups }) => ({
      tab,
      groups: groups.filter((each) => each.heading || each.items.length > 0),
    }))
    .filter((page) => page.tab || page.groups.length > 0);
}

/** The page that a field stands on. */
export const pageOf = (pages: Page[], key: string) =>
  pages.findIndex((page) => page.groups.some((group) => group.items.some((each) => each.key === key)));
