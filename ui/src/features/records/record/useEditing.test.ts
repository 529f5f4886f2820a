import { expect, it } from 'vitest';
import { changesOf } from './useEditing';

it('sends only what changed, and null for what was emptied', () => {
  const before = { name: '张伟', phone: '138', tags: ['a'], note: 'x' };
  expect(changesOf(before, { ...before, phone: '139', tags: ['a'], note: undefined })).toEqual({
    phone: '139',
    note: null,
  });
});

it('takes absent, null and undefined for the same emptiness', () => {
  expect(changesOf({ a: null }, { b: undefined })).toEqual({});
});
