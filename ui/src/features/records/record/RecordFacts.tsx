import { useTranslation } from 'react-i18next';
import type { RecordItem } from '@/api/types';
import { RelativeTime } from '@/components/RelativeTime';
import styles from './record.module.css';

/** Whose it is, and who changed it last. */
export function RecordFacts({ record }: { record: RecordItem }) {
  const { t } = useTranslation('records');
  const owner = [record.owner?.title, record.department?.title].filter(Boolean).join(' · ');
  return (
    <div className={styles.facts}>
      {owner ? <span>{t('record.owner', { owner })}</span> : null}
      <span>
        {t('record.updatedBy', {
          name: record.updatedBy?.title ?? record.createdBy?.title ?? t('system.name'),
        })}{' '}
        <RelativeTime at={record.updatedAt} />
      </span>
    </div>
  );
}
