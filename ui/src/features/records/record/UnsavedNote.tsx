import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '@/components/RelativeTime';
import styles from './record.module.css';

/** What one changed here and did not save waits on this device. */
export function UnsavedNote({ at, onContinue }: { at: string; onContinue: () => void }) {
  const { t } = useTranslation('records');
  return (
    <div className={styles.unsaved} role="status">
      <span>
        {t('record.unsaved')} <RelativeTime at={at} />
      </span>
      <Button size="small" onClick={onContinue}>
        {t('record.continue')}
      </Button>
    </div>
  );
}
