import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './RecordForm.module.css';

interface Props {
  id: string;
  field: FieldDefinition;
  required: boolean;
  /** Only shown: nothing here can be typed. */
  shown: boolean;
  /** Why the field is required now, where a rule asks for it. */
  because?: string | undefined;
  error?: string | undefined;
  /** What the server repaired, told once. */
  repair?: string | undefined;
  wide: boolean;
  /** A calm remark below, such as a possible duplicate. */
  remark?: ReactNode;
  children: ReactNode;
}

/** A field's label above it, its help and its messages below. */
export function FieldFrame({
  id,
  field,
  required,
  shown,
  because,
  error,
  repair,
  wide,
  remark,
  children,
}: Props) {
  const { text } = useLanguage();
  const { t } = useTranslation('record-form');
  const label = text(field.label, field.key);
  const Label = shown ? 'span' : 'label';
  return (
    <div
      className={`${styles.field} ${error ? styles.wrong : ''}`}
      data-half={field.width === 'half' && !wide}
      data-shown={shown}
      data-field={field.key}
    >
      <Label className={styles.label} id={`${id}-label`} {...(shown ? {} : { htmlFor: id })}>
        {label}
        {required && !shown ? (
          <em aria-hidden title={t('required')}>
            {' '}
            *
          </em>
        ) : null}
        {because ? <span className={styles.because}>{t('because', { condition: because })}</span> : null}
      </Label>
      {children}
      {text(field.help) && !shown ? (
        <div className={styles.help} id={`${id}-help`}>
          {text(field.help)}
        </div>
      ) : null}
      {repair ? <div className={styles.repair}>{repair}</div> : null}
      {remark}
      {error ? (
        <div className={styles.error} id={`${id}-error`} role="alert" data-field-error>
          {error}
        </div>
      ) : null}
    </div>
  );
}
