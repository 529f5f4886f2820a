import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { CellProps, InputProps } from './defineField';
import { isEmpty } from './defineField';
import type { ComponentType } from 'react';
import styles from './fields.module.css';

/** A value that nobody types: shown where its input would stand. */
export function computed(Cell: ComponentType<CellProps>): ComponentType<InputProps> {
  return function Computed({ id, value, field, describedBy, label }) {
    const { language } = useLanguage();
    const { t } = useTranslation('fields');
    return (
      <output id={id} className={styles.computed} aria-describedby={describedBy} aria-label={label}>
        {isEmpty(value) ? (
          <span className={styles.none}>{t(`computed.${field.type}`)}</span>
        ) : (
          <Cell value={value} field={field} language={language} />
        )}
      </output>
    );
  };
}
