import { expect, it } from 'vitest';
import { isChanged, stateOf, toggleSort, viewsOf, withoutGone } from './viewState';

const all = { key: 'all', title: {}, kind: 'table' as const };
const mine = { key: 'mine', title: {}, kind: 'table' as const, filter: { owner: { eq: '$me' } } };

it('puts all records first and a saved view over the form’s own of the same key', () => {
  const saved = { ...mine, scope: 'shared' as const };
  expect(viewsOf({ key: 'c', title: {}, fields: [], views: [mine] }, [saved], all)).toEqual([all, saved]);
});

it('knows when a view was changed', () => {
  expect(isChanged(mine, stateOf(mine))).toBe(false);
  expect(isChanged(mine, { ...stateOf(mine), search: '张' })).toBe(false);
  expect(isChanged(mine, { ...stateOf(mine), sort: ['name'] })).toBe(true);
});

it.each([
  [[], 'a', false, ['a']],
  [['a'], 'a', false, ['-a']],
  [['-a'], 'a', false, []],
  [['b'], 'a', false, ['a']],
  [['b'], 'a', true, ['b', 'a']],
  [['b', 'a'], 'a', true, ['b', '-a']],
])('sorting %j by %s', (sort, key, add, expected) => expect(toggleSort(sort, key, add)).toEqual(expected));

it('leaves out what asks for fields that are gone, and nothing for another reason', () => {
  const state = {
    ...stateOf(mine),
    sort: ['-count', 'name'],
    filter: { and: [{ count: { gte: 1 } }, { name: { eq: 'a' } }] },
  };
  const gone = (path: string) => ({ path, code: 'unknown_field', message: '' });
  expect(withoutGone(state, [gone('/sort/0'), gone('/filter/and/0/count')])).toEqual({
    names: ['count'],
    change: { sort: ['name'], filter: { and: [{ name: { eq: 'a' } }] } },
  });
  expect(withoutGone(state, [{ ...gone('/sort/0'), code: 'not_sortable' }])).toBeUndefined();
});
