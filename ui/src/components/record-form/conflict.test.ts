import { expect, it } from 'vitest';
import { isAlreadySaved, merged, theirChanges } from './conflict';

const form = {
  key: 'contact',
  title: {},
  fields: ['name', 'phone', 'note'].map((key) => ({ key, type: 'text', label: {} })),
};
const before = { name: '张伟', phone: '1', note: '' };
const mine = { name: '张伟', phone: '2', note: 'n' };
const theirs = { name: '张炜', phone: '3', note: '' };

it('tells what they changed, and where both did', () => {
  expect(
    theirChanges(form, before, mine, theirs).map(({ field, isConflict }) => [field, isConflict]),
  ).toEqual([
    ['name', false],
    ['phone', true],
  ]);
});

it('takes theirs where only they changed, and asks where both did', () => {
  const changes = theirChanges(form, before, mine, theirs);

  expect(merged(mine, changes, () => true)).toEqual({ name: '张炜', phone: '2', note: 'n' });
  expect(merged(mine, changes, () => false)).toEqual({ name: '张炜', phone: '3', note: 'n' });
});

it('knows its own save when the answer was lost', () => {
  expect(isAlreadySaved(form, mine, { ...mine, name: '张炜' }, before)).toBe(true);
  expect(isAlreadySaved(form, mine, theirs, before)).toBe(false);
});
