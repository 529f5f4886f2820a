import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AuditSentence } from '@/components/audit-words/AuditSentence';
import type { AuditEntry } from '@/components/audit-words/entries';
import { RelativeTime } from '@/components/RelativeTime';
import table from '@/components/table.module.css';
import styles from './audit.module.css';

/** Each entry in one line: what was done, by whom, when and from where. */
export function AuditTable({ items }: { items: AuditEntry[] }) {
  const { t } = useTranslation('audit');
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.what')}</th>
            <th scope="col">{t('column.who')}</th>
            <th scope="col">{t('column.when')}</th>
            <th scope="col">{t('column.from')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('column.links')}</span>
            </th>
            <th scope="col" className={table.end}>
              {t('column.entry')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.id}>
              <td className={styles.what}>
                <AuditSentence entry={entry} />
              </td>
              <td className={table.soft}>
                <Who entry={entry} />
              </td>
              <td className={`${table.muted} ${table.nowrap}`}>
                <RelativeTime at={entry.at} />
              </td>
              <td className={`${table.muted} ${table.nowrap}`}>
                {[entry.address, entry.agent].filter(Boolean).join(' · ')}
              </td>
              <td className={table.nowrap}>
                {entry.changeSet ? <Link to={`/changes/${entry.changeSet}`}>{t('changeSet')}</Link> : null}
              </td>
              <td className={`${table.end} ${table.muted} ${styles.number}`} title={entry.hash}>
                {entry.id}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Who({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const name =
    entry.actor?.title ??
    (entry.actorName === 'system'
      ? t('system')
      : (entry.actorName ?? t(entry.address ? 'nobody' : 'system')));
  return (
    <>
      {name}
      {entry.token ? <small> {t('via', { name: entry.token.title })}</small> : null}
    </>
  );
}
