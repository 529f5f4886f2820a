import type { FieldDefinition, FormDefinition } from '@/api/types';
import { readDay, writeDay, writeMoment } from './dates';
import { decimal, render, roundToStore } from './exact';
import { ExpressionError } from './ExpressionError';
import { fieldNamed } from './formLogic';
import { Day, kindOf, Moment, Row, type Value } from './value';
import type { Decimal } from 'decimal.js';

type Data = Record<string, unknown>;

/** A record that is referred to, as far as the browser has it. */
export interface LinkedRecord {
  form: FormDefinition;
  data: Data;
}

export type Linked = (field: FieldDefinition, id: string) => LinkedRecord | undefined;

/** Only the server knows this value: what depends on it is left as it is. */
export class Unavailable extends Error {}

/** A field's value as an expression sees it. */
export function valueOf(field: FieldDefinition, json: unknown, linked: Linked): Value {
  if (
    field.type === 'lookup' ||
    field.type === 'rollup' ||
    field.type === 'richText' ||
    field.type === 'json'
  ) {
    throw new Unavailable();
  }
  if (json === undefined || json === null) return null;
  switch (field.type === 'formula' ? (field.result ?? 'text') : field.type) {
    case 'number':
    case 'currency':
    case 'percent':
    case 'rating':
      return typeof json === 'number' && Number.isFinite(json) ? decimal(json) : null;
    case 'boolean':
      return typeof json === 'boolean' ? json : null;
    case 'date':
      return readDay(String(json)) ?? null;
    case 'dateTime':
      return moment(json);
    case 'dateRange':
      return parts(json, (part) => readDay(String(part)) ?? null);
    case 'location':
    case 'region':
      return parts(json, (part) => (typeof part === 'number' ? decimal(part) : String(part)));
    case 'reference':
    case 'user':
    case 'department':
      return row(field, json, linked);
    case 'file':
    case 'image':
    case 'signature':
    case 'references':
    case 'users':
    case 'departments':
      return Array.isArray(json) ? json.map((item) => row(field, item, linked)) : row(field, json, linked);
    case 'table':
      return rowsOf(json).map((cells) => rowValue(field.fields, cells, linked));
    default:
      if (Array.isArray(json)) return json.map(String);
      return typeof json === 'string' && json !== '' ? json : null;
  }
}

export const rowsOf = (json: unknown) => (Array.isArray(json) ? (json as Data[]) : []);

function rowValue(fields: FieldDefinition[] | undefined, cells: Data, linked: Linked) {
  return new Row(typeof cells.id === 'string' ? cells.id : '', (key) => {
    const field = fieldNamed(fields, key);
    return field ? valueOf(field, cells[field.key], linked) : null;
  });
}

function row(field: FieldDefinition, json: unknown, linked: Linked) {
  const id = typeof json === 'string' ? json : String((json as { id?: unknown }).id ?? '');
  return new Row(id, (key) => {
    const record = linked(field, id);
    if (!record) throw new Unavailable();
    return rowValue(record.form.fields, record.data, linked).field(key);
  });
}

function parts(json: unknown, read: (part: unknown) => Value) {
  const object = json as Data;
  return new Row(JSON.stringify(json), (key) => {
    const part = Object.hasOwn(object, key) ? object[key] : null;
    return part === undefined || part === null ? null : read(part);
  });
}

function moment(json: unknown) {
  const ms = Date.parse(String(json));
  return Number.isNaN(ms) ? null : new Moment(ms);
}

/** A value as the wire has it; undefined: empty. */
export function jsonOf(value: Value): unknown {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value instanceof Day) return writeDay(value);
  if (value instanceof Moment) return writeMoment(value);
  return value instanceof Row ? { id: value.id } : Number(render(roundToStore(value)));
}

const kinds = {
  number: 'number',
  text: 'text',
  boolean: 'logical',
  date: 'date',
  dateTime: 'moment',
} as const;

/** What a formula gives, as its field stores it; undefined: empty. */
export function resultOf(value: Value, field: FieldDefinition): unknown {
  if (value === null) return undefined;
  const result = (field.result ?? 'text') as keyof typeof kinds;
  if (kindOf(value) !== kinds[result]) {
    throw new ExpressionError('wrong_kind', 0, {
      en: `The formula does not give a ${result}.`,
      'zh-CN': `公式的结果不是所要求的类型（${result}）。`,
    });
  }
  if (result !== 'number') return jsonOf(value);
  const decimals = typeof field.decimals === 'number' ? field.decimals : undefined;
  return Number(render(roundToStore(value as Decimal, decimals)));
}
