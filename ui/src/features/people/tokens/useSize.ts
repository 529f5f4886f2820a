import { useTranslation } from 'react-i18next';
import { useNumbers } from '@/lib/useNumbers';

/** A number of bytes in the words of the limit. */
export function useSize() {
  const { t } = useTranslation('people');
  const number = useNumbers();
  return (bytes: number) => t('tokens.kilobytes', { size: number(Math.ceil(bytes / 1024)) });
}
