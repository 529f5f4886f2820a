/** How a condition is asked in the browser. The server's algebra has `isEmpty` with true or false; here each is its own question. */
export type Operator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'notIn'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'isEmpty'
  | 'isNotEmpty';

/** What the operand of a field is picked with. */
export type Kind =
  'text' | 'number' | 'date' | 'dateTime' | 'time' | 'boolean' | 'option' | 'link' | 'presence';

const text: Operator[] = ['contains', 'eq', 'ne', 'startsWith', 'endsWith', 'isEmpty', 'isNotEmpty'];
const number: Operator[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'isEmpty', 'isNotEmpty'];
const time: Operator[] = ['eq', 'lt', 'lte', 'gt', 'gte', 'between', 'isEmpty', 'isNotEmpty'];
const one: Operator[] = ['in', 'notIn', 'isEmpty', 'isNotEmpty'];
const many: Operator[] = ['contains', 'isEmpty', 'isNotEmpty'];
/** An encrypted value is found by itself and by its last four characters. */
const encrypted: Operator[] = ['eq', 'ne', 'endsWith', 'isEmpty', 'isNotEmpty'];
const presence: Operator[] = ['isEmpty', 'isNotEmpty'];

const table: Record<string, [Kind, Operator[]]> = {
  text: ['text', text],
  longText: ['text', text],
  email: ['text', text],
  url: ['text', text],
  phone: ['text', text],
  idCard: ['text', text],
  serial: ['text', text],
  number: ['number', number],
  currency: ['number', number],
  percent: ['number', number],
  rating: ['number', number],
  date: ['date', time],
  dateTime: ['dateTime', time],
  time: ['time', time],
  boolean: ['boolean', ['eq', 'isEmpty', 'isNotEmpty']],
  select: ['option', one],
  multiSelect: ['option', many],
  user: ['link', one],
  department: ['link', one],
  reference: ['link', one],
  users: ['link', many],
  departments: ['link', many],
  references: ['link', many],
};

const resultKinds: Record<string, string> = {
  number: 'number',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'dateTime',
};

interface Typed {
  type: string;
  result?: unknown;
  sensitive?: string;
}

/** The kind of a field: a formula's is that of its result. */
export function kindOf(field: Typed): Kind {
  return entryOf(field)[0];
}

export function operatorsOf(field: Typed): Operator[] {
  return entryOf(field)[1];
}

function entryOf(field: Typed): [Kind, Operator[]] {
  if (field.sensitive === 'encrypt' && table[field.type]?.[0] === 'text') return ['text', encrypted];
  if (field.type === 'rollup') return ['number', number];
  const type = field.type === 'formula' ? (resultKinds[String(field.result)] ?? 'text') : field.type;
  return table[type] ?? ['presence', presence];
}

export const needsOperand = (operator: Operator) => operator !== 'isEmpty' && operator !== 'isNotEmpty';
export const takesList = (operator: Operator) => operator === 'in' || operator === 'notIn';
