import type { Language } from '@/api/types';
import { catalogue, compile, ExpressionError, type FunctionInfo } from '@/lib/expressions';
import { nearest } from '@/lib/expressions/nearest';
import type { Draft } from '../model/uids';

export type OfferedFunction = Pick<FunctionInfo, 'name' | 'signature' | 'en' | 'zh'>;

export const functions: readonly OfferedFunction[] = catalogue;

/** What every record has besides its fields. */
export const systemNames = ['id', 'owner', 'department', 'createdAt', 'createdBy'];

/** What is wrong with an expression, and where; nothing when it can be used. */
export interface Fault {
  message: string;
  line: number;
  column: number;
}

/** Grammar, functions and names, at once; kinds of values are checked by the server when the draft is saved. */
export function faultOf(source: string, draft: Draft, language: Language): Fault | undefined {
  try {
    const { reads } = compile(source);
    for (const { names, offset } of reads) {
      const wrong = unknownName(names, draft);
      if (wrong) throw new ExpressionError('unknown_field', offset, wrong);
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { ...error.place(source), message: error.text[language] };
  }
}

function unknownName([name = '', part]: string[], draft: Draft) {
  const field = draft.fields.find((each) => each.key === name || each.aliases?.includes(name));
  if (!field && !systemNames.includes(name))
    return said(
      name,
      nearest(
        name,
        draft.fields.map((each) => each.key),
      ),
    );
  const isColumn = field?.type === 'table' && part !== undefined;
  if (isColumn && !field.fields?.some((each) => each.key === part))
    return said(
      `${name}.${part}`,
      nearest(
        part,
        (field.fields ?? []).map((each) => each.key),
      ),
    );
  return undefined;
}

const said = (name: string, near: string | undefined) => ({
  en: `There is no field "${name}".${near ? ` Did you mean "${near}"?` : ''}`,
  'zh-CN': `没有字段“${name}”。${near ? `是不是“${near}”？` : ''}`,
});
