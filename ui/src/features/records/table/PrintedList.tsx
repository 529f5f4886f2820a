import { useTranslation } from 'react-i18next';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPrinting } from '@/lib/useMediaQuery';
import { useNumbers } from '@/lib/useNumbers';
import { valueOf, type Column } from '../columns';
import type { PageCache } from './PageCache';
import styles from './PrintedList.module.css';

const most = 2000;

/** The list on paper: a plain table of what is loaded, which exists only while printing. */
export function PrintedList({
  cache,
  columns,
  count,
}: {
  cache: PageCache;
  columns: Column[];
  count: number | undefined;
}) {
  const { t } = useTranslation('records');
  const { text, language } = useLanguage();
  const number = useNumbers();
  const isPrinting = useIsPrinting();
  if (!isPrinting) return null;

  const records = cache.loaded().slice(0, most);
  return (
    <div className={styles.paper}>
      {count === undefined ? null : (
        <p>{t('countOf', { count, shown: number(records.length), total: number(count) })}</p>
      )}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {text(column.field.label, column.key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              {columns.map(({ key, shown }) => (
                <td key={key}>{fieldType(shown.type).text(valueOf(record, key), shown, language)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
