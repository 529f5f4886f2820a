import { useTranslation } from 'react-i18next';
import type { FormDefinition, RecordItem } from '@/api/types';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './RecordForm.module.css';

const telling = new Set(['reference', 'phone', 'email', 'text']);
const most = 2;

/** "Possible duplicate": the record, two facts to know it by, and the way to it. It never stands in the way of saving. */
export function AlikeHint({ form, found }: { form: FormDefinition; found: RecordItem[] }) {
  const { t } = useTranslation('record-form');
  const { language } = useLanguage();
  const factsOf = ({ data }: RecordItem) =>
    form.fields
      .filter((field) => telling.has(field.type) && field.key !== form.titleField)
      .map((field) => fieldType(field.type).text(data[field.key], field, language))
      .filter(Boolean)
      .slice(0, 2);

  return (
    <div className={styles.alike} role="status">
      {found.slice(0, most).map((record, index) => (
        <div key={record.id}>
          {index === 0 ? <span>{t('alike.may')} </span> : null}
          <b>{record.title}</b>
          {factsOf(record).map((fact) => ` · ${fact}`)}{' '}
          <a href={`/forms/${form.key}/records/${record.id}`} target="_blank" rel="noreferrer">
            {t('alike.view')}
            <span className="visually-hidden"> {record.title}</span>
          </a>
        </div>
      ))}
      {found.length > most ? <div>{t('alike.more', { count: found.length - most })}</div> : null}
    </div>
  );
}
