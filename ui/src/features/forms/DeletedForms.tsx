import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import table from '@/components/table.module.css';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { deletedFormsQuery } from './api/deleteForm';
import styles from './forms.module.css';
import { useRestoreForm } from './useRestoreForm';

/** The forms in the recycle bin; nothing where there is none. */
export function DeletedForms() {
  const { t } = useTranslation('forms');
  const { text } = useLanguage();
  const { restore } = useRestoreForm();
  const deleted = useQuery(deletedFormsQuery).data ?? [];
  if (deleted.length === 0) return null;
  return (
    <section className={styles.deleted} aria-label={t('deleted')}>
      <h2>{t('deleted')}</h2>
      <div className={table.wrap}>
        <table className={table.table}>
          <tbody>
            {deleted.map((form) => {
              const name = text(form.title, form.key);
              return (
                <tr key={form.key}>
                  <td className={table.name}>{name}</td>
                  <td className={table.soft}>{form.key}</td>
                  <td className={table.end}>
                    <Button
                      size="small"
                      aria-label={t('restoreNamed', { name })}
                      loading={restore.isPending && restore.variables.form === form.key}
                      onClick={() => restore.mutate({ form: form.key, name })}
                    >
                      {t('restore')}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
