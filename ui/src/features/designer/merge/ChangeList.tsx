import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { OtherChange } from '../model/merge';
import styles from './merge.module.css';

/** Changes of a definition as sentences. */
export function ChangeList({ changes }: { changes: OtherChange[] }) {
  const { t } = useTranslation('designer');
  const { text, language } = useLanguage();
  const and = language === 'zh-CN' ? '、' : ', ';
  return (
    <ul className={styles.changes}>
      {changes.map(({ kind, field, attributes }, index) => (
        <li key={index}>
          {t(`change.${kind}`, {
            field: field ? text(field.label, field.key) : '',
            what: attributes.map((each) => t(`attribute.${each}`, each)).join(and),
          })}
        </li>
      ))}
    </ul>
  );
}
