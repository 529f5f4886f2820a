import { useTranslation } from 'react-i18next';

/** What the server notes of a version in words: "→ 5" is a revert. */
export function useNotes() {
  const { t } = useTranslation('permissions');
  return (note: string | null) => {
    const version = /^→ (\d+)$/.exec(note ?? '')?.[1];
    return version ? t('versions.backTo', { version }) : (note ?? '');
  };
}
