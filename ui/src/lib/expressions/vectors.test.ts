// @vitest-environment node
import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { compile } from './compile';
import { readDay, writeDay, writeMoment } from './dates';
import { decimal, render } from './exact';
import { ExpressionError } from './ExpressionError';
import { Day, Moment, Row, type Value } from './value';

// tests/expressions is run by FormsHub.Formulas.Tests too: both sides must agree, to the place of each error.
type Json = null | number | string | boolean | Json[] | { [key: string]: Json };
type Case = [string, Json, Record<string, Json>?];
interface Vectors {
  context: { now: string; zone: string; me: string };
  /** What cases see that name no fields of their own. */
  fields?: Record<string, Json>;
  groups: { about: string; cases: Case[] }[];
}

describe.each(['vectors.json', 'generated.json'])('%s', (file) => {
  const {
    context,
    groups,
    fields: shared,
  } = JSON.parse(readFileSync(`../tests/expressions/${file}`, 'utf8')) as Vectors;

  describe.each(groups)('$about', ({ cases }) => {
    it.each(cases.map((each) => [each[0].slice(0, 80), each] as const))(
      '%s',
      (_, [source, expected, fields = shared]) => {
        let actual: Json;
        try {
          const value = compile(source).evaluate({
            field: (key) => (fields && Object.hasOwn(fields, key) ? valueOf(fields[key] ?? null) : null),
            now: Date.parse(context.now),
            zone: context.zone,
            me: context.me,
          });
          actual = jsonOf(value);
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          const { line, column } = error.place(source);
          actual = { error: error.code, at: `${line}:${column}` };
        }

        expect(actual).toEqual(normal(expected));
      },
    );
  });
});

function normal(json: Json) {
  return json !== null && typeof json === 'object' && 'error' in json ? json : jsonOf(valueOf(json));
}

function valueOf(json: Json): Value {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return decimal(json);
  if (Array.isArray(json)) return json.map(valueOf);
  if ('number' in json) return decimal(String(json.number));
  if ('date' in json) return readDay(String(json.date)) ?? null;
  if ('moment' in json) return new Moment(Date.parse(String(json.moment)));
  const fields = (json.fields ?? {}) as Record<string, Json>;
  return new Row(String(json.row), (key) =>
    Object.hasOwn(fields, key) ? valueOf(fields[key] ?? null) : null,
  );
}

function jsonOf(value: Value): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value instanceof Decimal) return { number: render(value) };
  if (value instanceof Day) return { date: writeDay(value) };
  return value instanceof Moment ? { moment: writeMoment(value) } : { row: value.id };
}
