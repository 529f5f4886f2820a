import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useDesigner } from './designerContext';
import { fieldOfPath } from './model/places';

/** A problem of the draft as words: "Phone: Write the formula." */
export function useProblemWords() {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const { draft } = useDesigner().designer;
  return ({ path, message }: Pick<FieldProblem, 'path' | 'message'>) => {
    const field = fieldOfPath(draft, path);
    const place = field ? text(field.label, field.key) : path.startsWith('/rules') ? t('rules') : undefined;
    return place === undefined ? message || path : t('problemAt', { place, message });
  };
}
