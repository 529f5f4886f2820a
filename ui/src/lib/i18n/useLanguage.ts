import { useTranslation } from 'react-i18next';
import type { Language, Localized } from '@/api/types';

/** The language shown now, and texts of definitions in it. */
export function useLanguage() {
  const { i18n } = useTranslation('components');
  const language = i18n.language as Language;
  return {
    language,
    text: (localized: Localized | string | null | undefined, fallback = '') =>
      textIn(language, localized, fallback),
  };
}

/** A localized text of a definition: this language, else the other, else the fallback (mostly the key). */
export function textIn(
  language: Language,
  localized: Localized | string | null | undefined,
  fallback = '',
): string {
  if (typeof localized === 'string') return localized || fallback;
  return localized?.[language] || localized?.['zh-CN'] || localized?.en || fallback;
}
