import { expect, it } from 'vitest';
import { layoutOf, pageOf } from './layout';

const field = (key: string, type = 'text') => ({ key, type, label: {} });

it('groups fields under headings and behind tabs', () => {
  const pages = layoutOf([
    field('name'),
    field('reach', 'section'),
    field('phone'),
    field('more', 'tabs'),
    field('note'),
  ]);

  expect(pages.map((page) => page.tab?.key)).toEqual([undefined, 'more']);
  expect(pages[0]?.groups.map((group) => [group.heading?.key, group.items.map((each) => each.key)])).toEqual([
    [undefined, ['name']],
    ['reach', ['phone']],
  ]);
  expect(pageOf(pages, 'note')).toBe(1);
});

it('has no empty page before the first tab', () => {
  expect(layoutOf([field('a', 'tabs'), field('x')]).map((page) => page.tab?.key)).toEqual(['a']);
});
