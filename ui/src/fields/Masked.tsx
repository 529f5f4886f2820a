import { EyeInvisibleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './fields.module.css';

/** What is left of a value that its reader may not see, and that it is so. */
export function Masked({ value }: { value: string }) {
  const { t } = useTranslation('fields');
  return (
    <span className={styles.masked} title={t('maskedHint')}>
      {value} <EyeInvisibleOutlined aria-label={t('masked')} />
    </span>
  );
}
