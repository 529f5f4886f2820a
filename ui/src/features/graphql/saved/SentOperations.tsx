import { useTranslation } from 'react-i18next';
import { RelativeTime } from '@/components/RelativeTime';
import table from '@/components/table.module.css';
import { namesIn } from '../editor/run';
import styles from '../graphql.module.css';
import type { Sent } from '../useOperation';

/** What was sent from this window, the last first. */
export function SentOperations({ sent, onSent }: { sent: Sent[]; onSent: (operation: Sent) => void }) {
  const { t } = useTranslation('graphql');
  return (
    <section className={styles.sent} aria-label={t('sent.title')}>
      <h2>{t('sent.title')}</h2>
      <p>{t('sent.hint')}</p>
      <div className={table.wrap}>
        <table className={table.table}>
          <tbody>
            {sent.map((each) => (
              <tr key={each.at}>
                <td>
                  <button type="button" className={styles.open} onClick={() => onSent(each)}>
                    {namesIn(each.document) || t('sent.unreadable')}
                  </button>
                </td>
                <td className={table.soft}>
                  <code className={styles.line}>{each.document.replace(/\s+/g, ' ').slice(0, 120)}</code>
                </td>
                <td className={table.soft}>
                  <RelativeTime at={each.at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
