import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useForm } from '@/api/forms';
import { diffLines } from '@/components/differences/diffLines';
import { DiffTable } from '@/components/differences/DiffTable';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { RecordChange as Change } from './api/changeSet';
import styles from './ChangePanel.module.css';

interface Props {
  change: Change;
  withForm: boolean;
  isOpen: boolean;
}

const longest = 5;

/** What became of one record. */
export function RecordChange({ change, withForm, isOpen }: Props) {
  const { t } = useTranslation('recovery');
  const { language, text } = useLanguage();
  const form = useForm(change.form);
  const [all, setAll] = useState(isOpen);
  const isEdit = change.op === 'update' || change.op === 'revert';
  const lines = diffLines(change.changes, form.data?.definition ?? undefined, language, (value, field) =>
    fieldType(field.type).text(value, field, language),
  );
  const shown = all ? lines : isEdit ? lines.slice(0, longest) : [];
  const title = change.title || t('untitled');
  return (
    <li>
      <p>
        {change.op === 'purge' ? (
          <b>{title}</b>
        ) : (
          <Link className={styles.title} to={`/forms/${change.form}/records/${change.record}`}>
            {title}
          </Link>
        )}{' '}
        <span className={styles[change.op]}>{t(`op.${change.op}`)}</span>
        {withForm ? <span className={styles.muted}> · {text(form.data?.title, change.form)}</span> : null}
      </p>
      {shown.length > 0 ? <DiffTable lines={shown} /> : null}
      {lines.length > shown.length ? (
        <button type="button" className={styles.all} onClick={() => setAll(true)}>
          {t('changes.allFields', { count: lines.length })}
        </button>
      ) : null}
    </li>
  );
}
