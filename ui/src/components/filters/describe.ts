import type { TFunction } from 'i18next';
import type { FieldDefinition, Language, SelectOption } from '@/api/types';
import { textIn } from '@/lib/i18n/useLanguage';
import type { Node, Rule } from './filterModel';
import { kindOf } from './operators';
import type { Target } from './paths';

interface Words {
  t: TFunction<'filters'>;
  language: Language;
  targets: Target[];
  titleOf: (id: string) => string;
}

/** A condition as a sentence: "Level is VIP". */
export function describe(node: Node, words: Words): string {
  const { t } = words;
  if (node.kind === 'raw') return t('advanced');
  if (node.kind === 'group') {
    const parts = node.items.map((each) => describe(each, words)).join(t(`joined.${node.join}`));
    return node.not ? t('not', { parts }) : parts;
  }
  const target = words.targets.find((each) => each.path === node.path.join('.'));
  const field = [target?.through, target?.field]
    .filter((each) => each !== undefined)
    .map((each) => textIn(words.language, each.label, each.key))
    .join(' · ');
  return [
    field || node.path.join(' · '),
    operatorLabel(t, node, target?.field),
    operandText(node, target?.field, words),
  ]
    .filter(Boolean)
    .join(' ');
}

export function operatorLabel(
  t: TFunction<'filters'>,
  { operator }: Pick<Rule, 'operator'>,
  field: FieldDefinition | undefined,
) {
  const kind = field ? kindOf(field) : 'text';
  const isTime = kind === 'date' || kind === 'dateTime' || kind === 'time';
  return t(`operator.${isTime ? 'time' : 'plain'}.${operator}`, {
    defaultValue: t(`operator.plain.${operator}`),
  });
}

function operandText(rule: Rule, field: FieldDefinition | undefined, words: Words): string {
  if (rule.operator === 'isEmpty' || rule.operator === 'isNotEmpty') return '';
  const values = Array.isArray(rule.value) ? rule.value : [rule.value];
  return values
    .map((each) => one(each, field, words))
    .join(rule.operator === 'between' ? words.t('to') : words.t('or'));
}

function one(value: unknown, field: FieldDefinition | undefined, { t, language, titleOf }: Words): string {
  if (value === '$me') return t('me');
  if (value === '$myDepartment') return t('myDepartment');
  if (value === '$myDepartments') return t('myDepartments');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  const relative = readRelative(value);
  if (relative) return relativeText(t, relative);
  const kind = field && kindOf(field);
  if (kind === 'option')
    return textIn(language, optionOf(field?.options, String(value))?.label, String(value));
  return kind === 'link' ? titleOf(String(value)) : String(value ?? '');
}

export function optionOf(options: SelectOption[] | undefined, key: string): SelectOption | undefined {
  for (const option of options ?? []) {
    const found = option.key === key ? option : optionOf(option.children, key);
    if (found) return found;
  }
  return undefined;
}

/** `{"$today": "-P30D"}` as a number of days before or after now. */
export function readRelative(value: unknown): { days: number } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const duration = (value as Record<string, unknown>).$today ?? (value as Record<string, unknown>).$now;
  const match = /^([+-]?)P(\d+)D$/.exec(String(duration));
  return match ? { days: Number(match[2]) * (match[1] === '-' ? -1 : 1) } : undefined;
}

export function relativeText(t: TFunction<'filters'>, { days }: { days: number }) {
  if (days === 0) return t('today');
  return days < 0 ? t('daysAgo', { count: -days }) : t('daysAhead', { count: days });
}
