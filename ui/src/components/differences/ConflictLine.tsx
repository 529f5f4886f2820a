import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import type { FieldDefinition } from '@/api/types';
import type { UndoConflict } from '@/api/undoChangeSet';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { fieldOf } from './diffLines';
import { useTitled } from './useTitled';
import styles from './UndoDialog.module.css';

/** One place that was changed again since: which record, which field, its value now and the one before. */
export function ConflictLine({ conflict }: { conflict: UndoConflict }) {
  const { t } = useTranslation('differences');
  const { text } = useLanguage();
  const form = useForm(conflict.form);
  const { field: key, reason, title, current, before } = conflict;
  if (key === null && reason !== 'changed')
    return (
      <li>
        <b>{title}</b> {t(`undoing.${reason ?? 'edited'}`)}
      </li>
    );
  const field = fieldOf(form.data?.definition?.fields, key ?? '');
  return (
    <li>
      <b>{title}</b> {field || key ? text(field?.label, key ?? '') : t('undoing.owner')}
      <div className={styles.values}>
        {t('undoing.now')} <Shown value={current} field={field} />
        {' · '}
        {t('undoing.was')} <Shown value={before} field={field} />
      </div>
    </li>
  );
}

function Shown({ value, field }: { value: unknown; field: FieldDefinition | undefined }) {
  const { t } = useTranslation('differences');
  const { language } = useLanguage();
  const named = useTitled(value, field?.target);
  const type = fieldType(field?.type ?? 'text');
  const shape = field ?? { key: '', type: 'text', label: {} };
  if (!type.text(named, shape, language)) return <span className={styles.empty}>{t('empty')}</span>;
  return <type.Cell value={named} field={shape} language={language} />;
}
