import { expect, it } from 'vitest';
import { operationsOf, variablesOf } from './run';

it('names the operations of a document', () => {
  expect(operationsOf('query A { a } mutation B { b } fragment C on D { e }')).toEqual([
    { name: 'A', kind: 'query' },
    { name: 'B', kind: 'mutation' },
  ]);
  expect(operationsOf('{ a }')).toEqual([{ name: undefined, kind: 'query' }]);
  expect(operationsOf('{ a')).toEqual([]);
});

it('takes variables that are an object, and none', () => {
  expect(variablesOf(' ')).toEqual({});
  expect(variablesOf('{"a": 1}')).toEqual({ a: 1 });
  for (const wrong of ['[1]', 'null', '1', '{a: 1}']) expect(variablesOf(wrong)).toBeUndefined();
});
