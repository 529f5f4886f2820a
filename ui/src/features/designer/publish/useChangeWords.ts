import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { PublishedChange } from '../api/publish';
import { useDesigner } from '../designerContext';

/** A published change as words: types and limits are called what the designer calls them. */
export function useChangeWords() {
  const { t, i18n } = useTranslation(['designer', 'fields']);
  const { text } = useLanguage();
  const { draft } = useDesigner().designer;

  /** The word for a limit; one without a word is named as the definition names it. */
  const limit = (name: string) =>
    i18n.exists(`fields:setting.${name}`) ? t(`fields:setting.${name}`) : name;

  return ({ code, field: path, message, names }: PublishedChange) => {
    const [key, column] = (path ?? '').split('.');
    const outer = draft.fields.find((each) => each.key === key);
    const found = column ? outer?.fields?.find((each) => each.key === column) : outer;
    const [before, after] = names;
    if (!found || !before) return message;
    const field = text(found.label, found.key);
    if (code === 'type_changed' && after)
      return t('changedType', {
        field,
        before: t(`fields:type.${before}`),
        after: t(`fields:type.${after}`),
      });
    if (code === 'limits_changed')
      return t('changedLimits', { field, limits: names.map(limit).join(t('limitComma')) });
    return message;
  };
}
