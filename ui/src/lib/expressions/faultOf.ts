import type { FieldDefinition, Localized } from '@/api/types';
import { compile } from './compile';
import { ExpressionError } from './ExpressionError';
import { fieldNamed } from './formLogic';
import { nearest } from './nearest';

/** What is wrong with an expression, and where. */
export interface Fault {
  code: string;
  text: Localized;
  line: number;
  column: number;
}

const ofEveryRecord = ['id', 'owner', 'department', 'createdAt', 'createdBy'];

/**
 * The first thing wrong with an expression among these fields; nothing when it can be used as far as the browser knows: fields of other
 * forms and kinds of values are the server's to check (POST /expressions/check). `table` is the sub-table whose column it stands in.
 */
export function faultOf(
  source: string,
  fields: FieldDefinition[],
  table?: FieldDefinition,
): Fault | undefined {
  try {
    for (const { names, offset } of compile(source).reads) {
      const [first = '', second] = names;
      const siblings = table?.fields ?? [];
      const field = fieldNamed(siblings, first) ?? fieldNamed(fields, first);
      if (!field && !ofEveryRecord.includes(first)) unknown(first, [...siblings, ...fields], offset);
      if (second && field?.type === 'table' && !fieldNamed(field.fields, second)) {
        unknown(second, field.fields ?? [], offset);
      }
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { code: error.code, text: error.text, ...error.place(source) };
  }
}

function unknown(name: string, fields: FieldDefinition[], offset: number): never {
  const near = nearest(
    name,
    fields.map((field) => field.key),
  );
  throw new ExpressionError('unknown_field', offset, {
    en: `There is no field "${name}".${near ? ` Did you mean "${near}"?` : ''}`,
    'zh-CN': `没有字段“${name}”。${near ? `是不是“${near}”?` : ''}`,
  });
}
