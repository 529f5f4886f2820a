import type { FieldDefinition } from '@/api/types';
import type { Draft } from './uids';

/** Something that has still to be chosen before the draft can be saved. */
export interface Missing {
  path: string;
  what:
    | 'label'
    | 'target'
    | 'reference'
    | 'field'
    | 'over'
    | 'expression'
    | 'options'
    | 'columns'
    | 'condition'
    | 'effect'
    | 'value'
    | 'title';
}

/** What a draft lacks while it is being made: said as a next step, not as an error of the server. */
export function missingIn(draft: Draft): Missing[] {
  const found: Missing[] = [];
  if (!draft.title['zh-CN'] && !draft.title.en) found.push({ path: '/title', what: 'title' });
  draft.fields.forEach((field, index) => {
    const path = `/fields/${index}`;
    for (const what of lacking(field)) found.push({ path, what });
    field.fields?.forEach((column, at) => {
      for (const what of lacking(column)) found.push({ path: `${path}/fields/${at}`, what });
    });
  });
  draft.rules?.forEach(({ when, set }, index) => {
    if (when.trim() === '')
      found.push({ path: placeOfRule(draft, index) ?? `/rules/${index}/when`, what: 'condition' });
    for (const [at, effect] of set.entries()) {
      if (effect.value === '') found.push({ path: `/rules/${index}/set/${at}`, what: 'value' });
      if (effect.error && Object.keys(effect.error).length === 0)
        found.push({ path: `/rules/${index}/set/${at}`, what: 'value' });
    }
  });
  return found;
}

function lacking(field: FieldDefinition): Missing['what'][] {
  const { type, target, options, fields } = field;
  if ((type === 'reference' || type === 'references') && !target) return ['target'];
  if (type === 'lookup') return !field.reference ? ['reference'] : !field.field ? ['field'] : [];
  if (type === 'rollup') {
    if (!field.source && !field.table) return ['over'];
    if (field.source && !field.reference) return ['reference'];
    return field.function !== 'count' && !field.field ? ['field'] : [];
  }
  if (type === 'formula') return String(field.expression ?? '').trim() === '' ? ['expression'] : [];
  if (type === 'table') return fields?.length ? [] : ['columns'];
  if (type === 'select' || type === 'multiSelect' || type === 'cascade')
    return options?.length ? [] : ['options'];
  return [];
}

/** A rule of one field only is made in that field's panel: the hint leads there. */
function placeOfRule(draft: Draft, index: number): string | undefined {
  const set = draft.rules?.[index]?.set ?? [];
  const at = draft.fields.findIndex((each) => each.key === set[0]?.field);
  return set.length === 1 && at >= 0 ? `/fields/${at}` : undefined;
}
