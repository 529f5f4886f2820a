import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './record.module.css';
import type { Editing } from './useEditing';

export function EditBar({ editing }: { editing: Editing }) {
  const { t } = useTranslation('records');
  return (
    <div className={styles.actions}>
      <Button
        type="primary"
        loading={editing.busy}
        aria-keyshortcuts="Meta+S"
        onClick={() => void editing.save()}
      >
        {t('record.save')}
      </Button>
      <Button onClick={editing.cancel}>{t('record.cancel')}</Button>
      <span className={styles.muted}>{t('record.changes', { count: Object.keys(editing.mine).length })}</span>
    </div>
  );
}
