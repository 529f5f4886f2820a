import { describe, expect, it } from 'vitest';
import type { FieldDefinition, FormDefinition } from '@/api/types';
import { changesBetween, mergeDrafts } from './merge';

const field = (id: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id,
  key: id,
  type: 'text',
  label: { en: id },
  ...more,
});
const form = (fields: FieldDefinition[], more: Partial<FormDefinition> = {}): FormDefinition => ({
  key: 'contact',
  title: { en: 'Contact' },
  fields,
  ...more,
});
const ids = ({ fields }: FormDefinition) => fields.map((each) => each.id ?? each.key);
const base = form([field('f1'), field('f2'), field('f3')]);

describe('merging two drafts', () => {
  it('takes what only one of us changed', () => {
    const mine = form([field('f1', { required: true }), field('f2'), field('f3')]);
    const theirs = form([field('f1', { label: { en: 'Name' } }), field('f2'), field('f3')], {
      icon: 'phone',
    });

    const { merged, conflicts } = mergeDrafts(base, mine, theirs);

    expect(merged.fields[0]).toMatchObject({ required: true, label: { en: 'Name' } });
    expect(merged.icon).toBe('phone');
    expect(conflicts).toEqual([]);
  });

  it('asks where both changed the same attribute', () => {
    const mine = form([field('f1', { label: { en: 'Mine' } }), field('f2'), field('f3')]);
    const theirs = form([field('f1', { label: { en: 'Theirs' } }), field('f2'), field('f3')]);

    expect(mergeDrafts(base, mine, theirs).conflicts).toMatchObject([{ id: 'field f1 label' }]);
    expect(mergeDrafts(base, mine, theirs, () => true).merged.fields[0]?.label).toEqual({ en: 'Mine' });
    expect(mergeDrafts(base, mine, theirs, () => false).merged.fields[0]?.label).toEqual({ en: 'Theirs' });
  });

  it('keeps the new fields of both, each behind its neighbour', () => {
    const mine = form([field('f1'), { key: 'mine', type: 'text', label: {} }, field('f2'), field('f3')]);
    const theirs = form([field('f1'), field('f2'), field('f4'), field('f3')]);

    expect(ids(mergeDrafts(base, mine, theirs).merged)).toEqual(['f1', 'mine', 'f2', 'f4', 'f3']);
  });

  it('lets a removal stand unless the other changed the field', () => {
    const without = form([field('f1'), field('f3')]);

    expect(ids(mergeDrafts(base, base, without).merged)).toEqual(['f1', 'f3']);
    expect(ids(mergeDrafts(base, without, base).merged)).toEqual(['f1', 'f3']);

    const changed = form([field('f1'), field('f2', { required: true }), field('f3')]);
    expect(mergeDrafts(base, changed, without).conflicts).toMatchObject([{ id: 'field f2' }]);
    expect(ids(mergeDrafts(base, changed, without, () => true).merged)).toEqual(['f1', 'f2', 'f3']);
    expect(ids(mergeDrafts(base, changed, without, () => false).merged)).toEqual(['f1', 'f3']);
    expect(ids(mergeDrafts(base, without, changed, () => false).merged)).toEqual(['f1', 'f2', 'f3']);
  });

  it('follows the one who moved fields', () => {
    const moved = form([field('f3'), field('f1'), field('f2')]);

    expect(ids(mergeDrafts(base, base, moved).merged)).toEqual(['f3', 'f1', 'f2']);
    expect(ids(mergeDrafts(base, moved, base).merged)).toEqual(['f3', 'f1', 'f2']);
  });

  it('goes into the columns of sub-tables', () => {
    const table = (columns: FieldDefinition[]) => form([field('f1', { type: 'table', fields: columns })]);
    const merged = mergeDrafts(
      table([field('f5')]),
      table([field('f5', { required: true })]),
      table([field('f5'), field('f6')]),
    ).merged;

    expect(merged.fields[0]?.fields).toMatchObject([{ id: 'f5', required: true }, { id: 'f6' }]);
  });
});

it('tells what changed from one definition to the next', () => {
  const after = form([field('f3'), field('f1', { required: true }), field('f9')], {
    title: { en: 'People' },
  });

  expect(
    changesBetween(base, after).map(({ kind, field: which, attributes }) => [kind, which?.id, attributes]),
  ).toEqual([
    ['changed', 'f1', ['required']],
    ['added', 'f9', []],
    ['removed', 'f2', []],
    ['moved', undefined, []],
    ['form', undefined, ['title']],
  ]);
});
