import { describe, expect, it } from 'vitest';
import type { Filter } from '@/api/types';
import { countRules, emptyGroup, fromFilter, replaceAt, toFilter, type Rule } from './filterModel';

const roundTrips: Filter[] = [
  { city: { eq: '上海' } },
  { and: [{ city: { eq: '上海' } }, { not: { status: { in: ['void'] } } }] },
  { or: [{ customer: { level: { eq: 'VIP' } } }, { calls: { some: { minutes: { gt: 5 } } } }] },
  { verifiedAt: { lt: { $now: '-P90D' } } },
  { owner: { eq: '$me' } },
  {
    and: [
      { phone: { isEmpty: true } },
      { or: [{ email: { isEmpty: false } }, { amount: { between: [1, 5] } }] },
    ],
  },
  { calls: { some: { and: [{ minutes: { gt: 5 } }, { result: { eq: 'ok' } }] } } },
  { not: { or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] } },
];

describe('a filter', () => {
  it.each(roundTrips.map((each) => [JSON.stringify(each), each] as const))(
    '%s comes back as it was',
    (_, filter) => {
      expect(toFilter(fromFilter(filter))).toEqual(filter);
    },
  );

  it('with two operators on a field becomes two conditions', () => {
    expect(toFilter(fromFilter({ amount: { gte: 1, lt: 5 } }))).toEqual({
      and: [{ amount: { gte: 1 } }, { amount: { lt: 5 } }],
    });
  });

  it('leaves out what is not finished', () => {
    const open: Rule = { kind: 'rule', path: ['city'], operator: 'eq', value: '' };
    const root = {
      ...emptyGroup(),
      items: [open, { ...open, value: '北京' }, { ...open, operator: 'between' as const, value: [1, null] }],
    };
    expect(toFilter(root)).toEqual({ city: { eq: '北京' } });
    expect(countRules(root)).toBe(1);
  });

  it('of nothing is null', () => {
    expect(toFilter(fromFilter(null))).toBeNull();
    expect(toFilter({ ...emptyGroup(), items: [emptyGroup('or')] })).toBeNull();
  });

  it('shows a sub-table condition as one line', () => {
    expect(fromFilter({ calls: { some: { minutes: { gt: 5 } } } }).items).toEqual([
      { kind: 'rule', path: ['calls', 'some', 'minutes'], operator: 'gt', value: 5 },
    ]);
  });
});

describe('a change in the builder', () => {
  const root = fromFilter({ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { c: { eq: 3 } }] }] });

  it('touches only its place', () => {
    const next = replaceAt(root, [1, 0], (node) => ({ ...(node as Rule), value: 9 }));
    expect(toFilter(next)).toEqual({ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 9 } }, { c: { eq: 3 } }] }] });
  });

  it('can take a condition out', () => {
    expect(toFilter(replaceAt(root, [0], () => null))).toEqual({ or: [{ b: { eq: 2 } }, { c: { eq: 3 } }] });
  });
});
