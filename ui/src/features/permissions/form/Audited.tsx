import { Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/SettingRow';
import type { AuditedAccess } from '../api/formAccess';
import styles from '../permissions.module.css';

interface Props {
  audit: AuditedAccess;
  onChange: (audit: AuditedAccess) => void;
}

/** What the audit notes of the form besides changes, which it always does. */
export function Audited({ audit, onChange }: Props) {
  const { t } = useTranslation('permissions');
  const [reads, searches] = [useId(), useId()];
  return (
    <section className={styles.section} aria-labelledby="audited">
      <h2 id="audited">{t('access.audit')}</h2>
      <p className={styles.lead}>{t('access.auditHint')}</p>
      <div className={styles.switches}>
        <SettingRow label={t('access.auditReads')} htmlFor={reads} hint={t('access.auditReadsHint')}>
          <Switch
            id={reads}
            checked={audit.reads}
            onChange={(checked) => onChange({ ...audit, reads: checked })}
          />
        </SettingRow>
        <SettingRow label={t('access.auditSearches')} htmlFor={searches} hint={t('access.auditSearchesHint')}>
          <Switch
            id={searches}
            checked={audit.searches}
            onChange={(checked) => onChange({ ...audit, searches: checked })}
          />
        </SettingRow>
      </div>
    </section>
  );
}
