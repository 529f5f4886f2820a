import { useMemo } from 'react';
import { useLanguage } from './i18n/useLanguage';

/** Counts as the reader writes them: 1,248. */
export function useNumbers() {
  const { language } = useLanguage();
  return useMemo(() => {
    const plain = new Intl.NumberFormat(language);
    return (value: number) => plain.format(value);
  }, [language]);
}
