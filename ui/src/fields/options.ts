import type { Language, SelectOption } from '@/api/types';
import { textIn } from '@/lib/i18n/useLanguage';

export interface OptionsOptions {
  options: SelectOption[];
}

/** The option with that key; one that the form no longer has keeps its key as its name. */
export const optionOf = (key: unknown, options: SelectOption[] | undefined): SelectOption =>
  options?.find((each) => each.key === key) ?? { key: String(key), label: {} };

export const optionText = (key: unknown, options: SelectOption[] | undefined, language: Language) => {
  const option = optionOf(key, options);
  return textIn(language, option.label, option.key);
};

/** Finds an option by what people type: its words in either language, or its key. */
export const optionMatches = (typed: string, option: SelectOption) =>
  [option.label['zh-CN'], option.label.en, option.key].some((each) =>
    each?.toLowerCase().includes(typed.trim().toLowerCase()),
  );

/** The key that a new option gets: option1, option2, … */
export function nextOptionKey(options: SelectOption[]) {
  const taken = new Set(
    options.flatMap(function keys(each): string[] {
      return [each.key, ...(each.children ?? []).flatMap(keys)];
    }),
  );
  let number = taken.size + 1;
  while (taken.has(`option${number}`)) number++;
  return `option${number}`;
}

export const firstOptions = (): SelectOption[] =>
  [1, 2].map((number) => ({
    key: `option${number}`,
    label: { 'zh-CN': `选项 ${number}`, en: `Option ${number}` },
  }));
