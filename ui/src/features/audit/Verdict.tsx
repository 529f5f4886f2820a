import { CheckCircleFilled, CloseOutlined, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AuditVerdict } from '@/components/audit-words/entries';
import styles from './audit.module.css';

/** What a verification found, until it is closed. */
export function Verdict({ verdict, onClose }: { verdict: AuditVerdict; onClose: () => void }) {
  const { t } = useTranslation('audit');
  return (
    <div
      className={`${styles.verdict} ${verdict.holds ? styles.holds : styles.broken}`}
      role={verdict.holds ? 'status' : 'alert'}
    >
      {verdict.holds ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}
      <div>
        <h2>{verdict.holds ? t('verify.holds') : t('verify.broken')}</h2>
        <p>{verdict.message}</p>
        {verdict.hash ? <p className={styles.hash}>{t('verify.head', { hash: verdict.hash })}</p> : null}
      </div>
      <Button type="text" icon={<CloseOutlined />} aria-label={t('verify.close')} onClick={onClose} />
    </div>
  );
}
