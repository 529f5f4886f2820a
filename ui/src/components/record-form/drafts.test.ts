import { beforeEach, expect, it } from 'vitest';
import { dropDraft, keepDraft, readDraft } from './drafts';

const place = { user: 'u1', form: 'contact' };
const draft = { data: { name: '张伟' }, at: '2026-11-21T10:00:00.000Z' };
beforeEach(() => localStorage.clear());

it('comes back until it is dropped', () => {
  keepDraft(place, draft);
  expect(readDraft(place)).toEqual(draft);

  dropDraft(place);
  expect(readDraft(place)).toBeUndefined();
});

it('belongs to one person, one form and one record', () => {
  keepDraft(place, draft);

  expect(readDraft({ ...place, user: 'u2' })).toBeUndefined();
  expect(readDraft({ ...place, record: 'r1' })).toBeUndefined();
});

it('survives a store that refuses and one that was damaged', () => {
  const full = {
    setItem: () => {
      throw new Error('full');
    },
  } as unknown as Storage;
  expect(keepDraft(place, draft, full)).toBe(false);

  localStorage.setItem('formshub.draft:u1:contact:new', '{"data":');
  expect(readDraft(place)).toBeUndefined();
});
