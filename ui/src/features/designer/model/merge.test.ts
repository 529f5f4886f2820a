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

    expect(mergeDrafts(base, mine, theirs).conflicts).toMatchObject([{ id: 'field f1 label en' }]);
    expect(mergeDrafts(base, mine, theirs, () => true).merged.fields[0]?.label).toEqual({ en: 'Mine' });
    expect(mergeDrafts(base, mine, theirs, () => false).merged.fields[0]?.label).toEqual({ en: 'Theirs' });
  });

  it('keeps the Chinese of one and the English of the other', () => {
    const mine = form([field('f1', { label: { en: 'Mine' } })]);
    const theirs = form([field('f1', { label: { en: 'f1', 'zh-CN': '姓名' } })]);

    const { merged, conflicts } = mergeDrafts(form([field('f1')]), mine, theirs);

    expect(merged.fields[0]?.label).toEqual({ en: 'Mine', 'zh-CN': '姓名' });
    expect(conflicts).toEqual([]);
  });

  it('gives my new field another key where theirs has it, and my rules and formulas follow', () => {
    const added = (id: string | undefined, label: string): FieldDefinition => ({
      ...(id ? { id } : {}),
      key: 'email',
      type: 'email',
      label: { en: label },
    });
    const rule = { when: "email != ''", set: [{ field: 'email', required: true }] };
    const mine = form([...base.fields, added(undefined, 'Mine')], { rules: [rule] });
    const theirs = form([...base.fields, added('f4', 'Theirs')]);

    const { merged } = mergeDrafts(base, mine, theirs);

    expect(new Map(merged.fields.map((each) => [each.key, each.label.en]))).toEqual(
      new Map([
        ['f1', 'f1'],
        ['f2', 'f2'],
        ['f3', 'f3'],
        ['email', 'Theirs'],
        ['email2', 'Mine'],
      ]),
    );
    expect(merged.rules).toEqual([{ when: "email2 != ''", set: [{ field: 'email2', required: true }] }]);
  });

  it('keeps the options that both added, also under the same key', () => {
    const option = (key: string, en: string) => ({ key, label: { en } });
    const select = (...options: ReturnType<typeof option>[]) =>
      form([field('f1', { type: 'select', options })]);
    const [a, b] = [option('a', 'A'), option('b', 'B')];

    const { merged, conflicts } = mergeDrafts(
      select(a, b),
      select(option('a', 'First'), b, option('option3', 'Mine')),
      select(a, b, option('option3', 'Theirs')),
    );

    expect(conflicts).toEqual([]);
    expect(merged.fields[0]?.options?.map((each) => each.label.en).sort()).toEqual([
      'B',
      'First',
      'Mine',
      'Theirs',
    ]);
    expect(new Set(merged.fields[0]?.options?.map((each) => each.key)).size).toBe(4);
  });

  it('asks for the words of one option that both reworded', () => {
    const select = (en: string) =>
      form([field('f1', { type: 'select', options: [{ key: 'a', label: { en } }] })]);
    const told = mergeDrafts(select('A'), select('Mine'), select('Theirs'));

    expect(told.conflicts).toMatchObject([
      { id: 'field f1 options a label en', mine: 'Mine', theirs: 'Theirs' },
    ]);
  });

  it('keeps the rules of both, and asks where both rewrote one', () => {
    const rule = (when: string) => ({ when, set: [{ field: 'f1', visible: true }] });
    const ruled = (...when: string[]) => form(base.fields, { rules: when.map(rule) });

    const { merged, conflicts } = mergeDrafts(ruled('f2'), ruled('f2', 'f3'), ruled('f1', 'f2'));
    expect(merged.rules?.map((each) => each.when)).toEqual(['f1', 'f2', 'f3']);
    expect(conflicts).toEqual([]);

    expect(mergeDrafts(ruled('f2'), ruled('f2 == 1'), ruled('f2 == 2')).conflicts).toMatchObject([
      { id: 'form rules' },
    ]);
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
