import type { FormDefinition, Language, RuleDefinition } from '@/api/types';
import { textIn } from '@/lib/i18n/useLanguage';

const term =
  /^(!?)\s*(?:ISEMPTY\(\s*(\w+)\s*\)|(\w+)(?:\s*(==|!=|>=|<=|>|<)\s*('[^']*'|"[^"]*"|-?[\d.]+|true|false))?)$/;
const signs: Record<string, string> = { '==': '=', '!=': '≠', '>=': '≥', '<=': '≤', '>': '>', '<': '<' };

/** A condition in the words of the form ("Priority = High"); one too long for that stays an expression. */
export function conditionWords(expression: string, form: FormDefinition, language: Language): string {
  const zh = language === 'zh-CN';
  const parts = expression.split(/\s*(&&|\|\|)\s*/);
  const words = parts.map((part) => {
    if (part === '&&') return zh ? ' 且 ' : ' and ';
    if (part === '||') return zh ? ' 或 ' : ' or ';
    const found = term.exec(part.trim());
    const [, not, emptyKey, key, sign, literal] = found ?? [];
    const field = form.fields.find((each) => each.key === (emptyKey ?? key));
    if (!field) return undefined;
    const name = textIn(language, field.label, field.key);
    if (emptyKey)
      return not ? (zh ? `${name}已填` : `${name} is filled in`) : zh ? `${name}为空` : `${name} is empty`;
    if (!sign) return not ? (zh ? `未勾选${name}` : `not ${name}`) : name;
    const value = literal?.replace(/^['"]|['"]$/g, '') ?? '';
    const option = field.options?.find((each) => each.key === value);
    return `${name} ${signs[sign]} ${option ? textIn(language, option.label, value) : value}`;
  });
  return words.every((each) => each !== undefined) ? words.join('') : expression;
}

export type Effect = 'visible' | 'hidden' | 'required' | 'readOnly';

/** What rules do to one field, and when. */
export function effectsOn(
  field: string,
  rules: RuleDefinition[] | undefined,
): { effect: Effect; when: string }[] {
  return (rules ?? []).flatMap(({ when, set }) =>
    set
      .filter((each) => each.field === field)
      .flatMap(({ visible, required, readOnly }) => [
        ...(visible === true ? [{ effect: 'visible' as const, when }] : []),
        ...(visible === false ? [{ effect: 'hidden' as const, when }] : []),
        ...(required ? [{ effect: 'required' as const, when }] : []),
        ...(readOnly ? [{ effect: 'readOnly' as const, when }] : []),
      ]),
  );
}
