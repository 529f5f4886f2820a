import { useTranslation } from 'react-i18next';
import type { Action } from '@/api/roles';
import type { Json } from '@/api/types';
import { optionOf } from '@/components/filters/describe';
import type { Target } from '@/components/filters/paths';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Clause } from './explain';

const list = (value: Json): Json[] => (Array.isArray(value) ? value : value === null ? [] : [value]);

/** A clause of an explanation as a sentence. */
export function useClauseWords(targets: Target[], nameOf: (source: string) => string) {
  const { t } = useTranslation(['explain', 'access', 'filters']);
  const { text } = useLanguage();
  const comma = t('comma');

  const labelOf = (path: string) => {
    const target = targets.find((each) => each.path === path);
    const parts = [target?.through, target?.field].flatMap((field) =>
      field ? [text(field.label, field.key)] : [],
    );
    return parts.join(' · ') || path;
  };

  const value = (given: Json | undefined, path: string): string => {
    if (given === null || given === undefined || given === '') return t('empty');
    if (Array.isArray(given)) return given.map((each) => value(each, path)).join(comma) || t('empty');
    if (typeof given === 'boolean') return t(given ? 'filters:yes' : 'filters:no');
    if (typeof given === 'object') return value(given.title ?? given.text ?? JSON.stringify(given), path);
    const field = targets.find((each) => each.path === path)?.field;
    return text(optionOf(field?.options, String(given))?.label, String(given));
  };

  const right = (name: Json) =>
    String(name)
      .split(', ')
      .map((each) => t(`access:right.${each as 'read'}`))
      .join(comma);

  const action = (name: Json) => t(`access:action.${name as Action}`);

  const compared = ({ clause, left, right: operand, withheld }: Clause) => {
    const at = clause.lastIndexOf(' ');
    const [path, operator] = [clause.slice(0, at), clause.slice(at + 1)];
    const here = withheld ? t('withheld') : value(left, path);
    if (operator === 'some') return t('some', { field: labelOf(path), right: String(operand ?? '') });
    if (operator === 'isEmpty')
      return t('isEmpty', {
        field: labelOf(path),
        operator: t(
          operand === false ? 'filters:operator.plain.isNotEmpty' : 'filters:operator.plain.isEmpty',
        ),
        here,
      });
    return t('compared', {
      field: labelOf(path),
      operator: t(`filters:operator.plain.${operator as 'eq'}`),
      right: value(operand, path),
      here,
    });
  };

  return (clause: Clause): string => {
    const { kind, clause: name, left, right: needed, holds } = clause;
    if (name === 'and' || name === 'or' || name === 'not') return t(`joined.${name}`);
    if (name === 'all records') return t('allRecords');
    if (name === 'filter fits the form') return t('unfit');
    switch (kind) {
      case 'action':
        return holds
          ? t('hasAction', { action: action(needed) })
          : t('lacksAction', { action: action(needed), has: list(left).map(action).join(comma) });
      case 'field': {
        const field = labelOf(name.split(' ')[1] ?? '');
        if (name.endsWith(' is computed')) return t('computed', { field });
        return t(holds ? 'fieldIs' : 'fieldIsNot', { field, right: right(left), needed: right(needed) });
      }
      case 'restriction':
        if (name !== 'restricted to roles') return compared(clause);
        return t('restricted', {
          roles:
            list(needed)
              .map((role) => nameOf(String(role)))
              .join(comma) || t('nobody'),
        });
      case 'secondPerson':
        return t('secondPerson', {
          roles:
            list(needed)
              .map((role) => nameOf(String(role)))
              .join(comma) || t('nobody'),
        });
      case 'sources':
        return t('source', { field: labelOf(name.replace('computed of ', '')), right: right(left) });
      case 'record':
        return t(name === 'record exists' ? 'exists' : 'isSeen');
      case 'token':
        return t('token', { name: String(left) });
      case 'user':
        return t('inactive');
      default:
        return compared(clause);
    }
  };
}
