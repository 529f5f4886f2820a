import type { Language, Named } from '@/api/types';
import { plainWords } from './plainWords';

/** Values may come as `{id, title}` or, in drafts and definitions, as a bare id or key. */
export const named = (value: unknown): Named[] =>
  (Array.isArray(value) ? value : value === null || value === undefined || value === '' ? [] : [value]).map(
    (each: unknown) =>
      typeof each === 'object' && each !== null ? (each as Named) : { id: String(each), title: String(each) },
  );

export const namesText = (value: unknown, language: Language) =>
  named(value)
    // The title of a record that one may not see is not told.
    .map((each) => ((each.title as string | null) === null ? '—' : plainWords(each)))
    .join(language === 'zh-CN' ? '、' : ', ');
