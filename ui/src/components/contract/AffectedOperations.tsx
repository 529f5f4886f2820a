import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '@/components/RelativeTime';
import { Tag } from '@/components/Tag';
import type { Answer } from '@/api/types';
import { Findings } from './Findings';
import styles from './contract.module.css';

export type ContractReport = Answer<'ContractReport'>;

/** Which operations of programs a change would break, for whom, and when they were last asked; nothing where it breaks none. */
export function AffectedOperations({ report }: { report: ContractReport }) {
  const { t } = useTranslation('contract');
  const { items, breaking, deprecated, isCut } = report;
  if (items.length === 0 && !isCut) return null;
  return (
    <section className={styles.affected} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      {breaking > 0 ? <Alert type="warning" showIcon title={t('breaking', { count: breaking })} /> : null}
      {deprecated > 0 ? <p className={styles.soft}>{t('deprecated', { count: deprecated })}</p> : null}
      <ul>
        {items.map((item, index) => (
          <li key={index}>
            <div className={styles.head}>
              <b>{item.name ?? t(`unnamed.${item.kind as 'query'}`)}</b>
              {item.errors.length > 0 ? (
                <Tag tone="lost">{t('breaks')}</Tag>
              ) : (
                <Tag tone="ageing">{t('outdated')}</Tag>
              )}
            </div>
            <div className={styles.soft}>
              {t('by', { token: item.token.title, person: item.person.title })} ·{' '}
              {t('uses', { count: item.uses })} · <RelativeTime at={item.lastUsedAt} />
            </div>
            <Findings {...item} />
          </li>
        ))}
      </ul>
      {isCut ? <p className={styles.soft}>{t('cut')}</p> : null}
    </section>
  );
}
