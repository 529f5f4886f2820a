import type { Language } from '@/api/types';
import { fieldType } from '@/fields';
import { textIn } from '@/lib/i18n/useLanguage';
import type { Draft, DraftField } from '../model/uids';
import type { OfferedFunction } from './language';

/** Something that may stand where the caret is. */
export interface Offer {
  kind: 'field' | 'function' | 'option';
  /** What is written. */
  insert: string;
  label: string;
  detail: string;
  help: string;
}

/** The word being typed before the caret: "calls.mi" in "SUM(calls.mi|"; or the text after a comparison with an option field. */
export function wordBefore(source: string, caret: number) {
  const before = source.slice(0, caret);
  const option = /([A-Za-z]\w*)\s*(?:==|!=)\s*(['"]?)(\w*)$/.exec(before);
  const word = /[A-Za-z_][\w.]*$/.exec(before)?.[0] ?? '';
  return {
    word,
    start: caret - word.length,
    compared: option?.[1],
    quoted: option ? (option[2] ?? '') + (option[3] ?? '') : '',
  };
}

/** Fields, columns, functions and options that fit what is being typed, the best first. */
export function offers(
  source: string,
  caret: number,
  draft: Draft,
  functions: readonly OfferedFunction[],
  language: Language,
): Offer[] {
  const { word, compared, quoted } = wordBefore(source, caret);
  const options = optionsOf(draft, compared, quoted, language);
  if (options.length > 0) return options;
  if (word === '') return [];
  const typed = word.toLowerCase();
  const matches = (each: Offer) =>
    [each.insert, each.label].some((text) => text.toLowerCase().includes(typed));
  const rank = (each: Offer) => (each.insert.toLowerCase().startsWith(typed) ? 0 : 1);
  return [...fieldOffers(draft, language), ...functions.map((each) => functionOffer(each, language))]
    .filter(matches)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 12);
}

export function fieldOffers(draft: Draft, language: Language): Offer[] {
  const offer = (field: DraftField, table?: DraftField): Offer => ({
    kind: 'field',
    insert: table ? `${table.key}.${field.key}` : field.key,
    label: textIn(language, field.label, field.key),
    detail: table ? textIn(language, table.label, table.key) : '',
    help: '',
  });
  return draft.fields
    .filter((each) => !fieldType(each.type).layoutOnly)
    .flatMap((field) => [offer(field), ...(field.fields ?? []).map((column) => offer(column, field))]);
}

export const functionOffer = (each: OfferedFunction, language: Language): Offer => ({
  kind: 'function',
  insert: `${each.name}(`,
  label: each.name,
  detail: each.signature,
  help: language === 'zh-CN' ? each.zh : each.en,
});

function optionsOf(draft: Draft, key: string | undefined, quoted: string, language: Language): Offer[] {
  const field = draft.fields.find((each) => each.key === key);
  const typed = quoted.replace(/^['"]/, '').toLowerCase();
  return (field?.options ?? [])
    .map((option): Offer => ({
      kind: 'option',
      insert: `'${option.key}'`,
      label: textIn(language, option.label, option.key),
      detail: option.key,
      help: '',
    }))
    .filter(
      (each) => each.label.toLowerCase().includes(typed) || each.detail.toLowerCase().startsWith(typed),
    );
}

/** The source with an offer taken, and where the caret goes. */
export function taken(source: string, caret: number, offer: Offer): { source: string; caret: number } {
  const { start, quoted } = wordBefore(source, caret);
  const from = offer.kind === 'option' ? caret - quoted.length : start;
  const closing = offer.kind === 'option' && /^['"]/.test(source.slice(caret)) ? 1 : 0;
  const open = offer.kind === 'function' && source[caret] === '(' ? offer.insert.slice(0, -1) : offer.insert;
  return { source: source.slice(0, from) + open + source.slice(caret + closing), caret: from + open.length };
}

/** The function whose arguments are being typed. */
export function functionAround(source: string, caret: number): string | undefined {
  let depth = 0;
  for (let at = caret - 1; at >= 0; at--) {
    if (source[at] === ')') depth++;
    else if (source[at] === '(' && depth-- === 0) return /([A-Za-z]\w*)\s*$/.exec(source.slice(0, at))?.[1];
  }
  return undefined;
}
