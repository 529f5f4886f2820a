import { describe, expect, it } from 'vitest';
import { actionGroups, actions, type Role } from '@/api/roles';
import { readRows, writeRows } from '@/components/access/rowScope';
import { emptyGroup } from '@/components/filters/filterModel';
import {
  cellOf,
  draftOf,
  effectiveRight,
  holderChanges,
  newGrant,
  otherFields,
  unfinished,
  withField,
  writeRole,
} from './draft';

const role: Role = {
  id: '1',
  key: 'agent',
  title: { en: 'Agent' },
  builtIn: false,
  users: 0,
  departments: ['service'],
  grants: [
    { form: '*', actions: ['read'], rows: 'department' },
    {
      form: 'contact',
      actions: ['read', 'update'],
      rows: { customer: { owner: { in: ['$me'] } } },
      fields: { '*': 'read', phone: 'masked' },
    },
  ],
};

describe('a role as it is edited', () => {
  it('says who is given it, for how long, and who loses it', () => {
    const forGood = { from: null, until: null };
    const before = [
      { id: 'a', ...forGood },
      { id: 'b', ...forGood },
      { id: 'c', ...forGood },
    ];
    const after = [
      { id: 'a', ...forGood },
      { id: 'b', from: null, until: '2030-01-01T00:00:00.000Z' },
      { id: 'd', ...forGood },
    ];
    expect(holderChanges(before, after)).toEqual({
      give: [
        { user: 'b', from: null, until: '2030-01-01T00:00:00.000Z' },
        { user: 'd', from: null, until: null },
      ],
      take: ['c'],
    });
  });

  it('is written as it was read', () => {
    expect(writeRole(draftOf(role, []), [])).toEqual({
      key: 'agent',
      title: { en: 'Agent' },
      departments: ['service'],
      holders: null,
      grants: role.grants,
    });
  });

  it('is not written with conditions or actions that are missing', () => {
    const draft = draftOf(role, []);
    draft.grants = [newGrant('contact', [], emptyGroup())];
    expect(unfinished(draft).map(({ path }) => path)).toEqual(['/grants/0/actions', '/grants/0/rows']);
  });

  it('has every action in one group', () => {
    expect(actionGroups.flatMap((group): readonly string[] => group.actions).toSorted()).toEqual(
      actions.toSorted(),
    );
  });
});

describe('the scope of a grant', () => {
  it('without one is all records', () => {
    expect(writeRows(readRows(null))).toBe('all');
  });

  it('with a condition that has no answer is never written: it would let more through', () => {
    const half = readRows({ and: [{ city: { eq: 'Berlin' } }, { owner: { in: [] } }] });
    expect(() => writeRows(half)).toThrow();
  });
});

describe('the rights to fields', () => {
  const phone = { key: 'phone', type: 'phone', label: {}, sensitive: 'mask' } as const;
  const name = { key: 'name', type: 'text', label: {} };
  const rows = { key: 'calls', type: 'table', label: {} };

  it('are all there while none is named, and hidden where only others are', () => {
    expect(otherFields({})).toBe('write');
    expect(otherFields({ name: 'read' })).toBe('hidden');
  });

  it('say "all others" as soon as one is limited, and nothing once none is', () => {
    const limited = withField({}, 'name', 'hidden');
    expect(limited).toEqual({ '*': 'write', name: 'hidden' });
    expect(withField(limited, 'name', undefined)).toEqual({});
  });

  it('mask what is sensitive unless it is named, and never give a column more than its sub-table', () => {
    expect(effectiveRight({}, phone)).toBe('masked');
    expect(effectiveRight({ '*': 'read', phone: 'write' }, phone)).toBe('write');
    expect(effectiveRight({ '*': 'hidden' }, phone)).toBe('hidden');
    expect(effectiveRight({ '*': 'write', calls: 'read', 'calls.name': 'write' }, name, rows)).toBe('read');
  });
});

describe('a cell of the matrix', () => {
  it('counts what is given and names the scopes, the widest alone', () => {
    const out = actionGroups.find((group) => group.key === 'out') ?? actionGroups[0];
    const own = newGrant('contact', ['export'], 'own');
    expect(cellOf([own, newGrant('contact', ['print'], 'department')], out)).toEqual({
      given: 2,
      of: 3,
      rows: ['own', 'department'],
    });
    expect(cellOf([own, newGrant('contact', ['import'])], out)).toEqual({ given: 2, of: 3, rows: ['all'] });
  });
});
