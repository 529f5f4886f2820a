import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@/api/types';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import { aggregate } from '../api/aggregate';
import type { Column } from '../columns';
import { kindOf } from '@/components/filters/operators';
import { cellStyle, checkWidth, layout } from './layout';
import styles from './RecordTable.module.css';

/** Sums of what the filter lets through, asked for only when wanted. */
export function TotalsLine({
  form,
  filter,
  columns,
}: {
  form: string;
  filter: Filter | null;
  columns: Column[];
}) {
  const { t } = useTranslation('records');
  const { language } = useLanguage();
  const number = useNumbers();
  const summed = columns.filter(
    (column) =>
      kindOf(column.field) === 'number' && !['rollup', 'percent', 'rating'].includes(column.field.type),
  );
  const keys = summed.map((column) => column.key);
  const { data, isError } = useQuery({
    queryKey: ['totals', form, filter, keys],
    queryFn: () => aggregate(form, filter, [{ count: '*' }, ...keys.map((key) => ({ sum: key }))]),
  });
  const line = data?.items[0];
  const places = layout(columns);

  return (
    <div className={styles.totals} role="rowgroup">
      <div role="row" className={styles.totalsRow}>
        <div role="gridcell" className={`${styles.check} ${styles.frozen}`} style={{ width: checkWidth }}>
          Σ
        </div>
        {columns.map((column, index) => {
          const sum = line?.[`sum_${column.key}`];
          const place = places[index];
          return place ? (
            <div
              key={column.key}
              role="gridcell"
              className={`${styles.cell} ${place.left === undefined ? '' : styles.frozen} ${styles.end}`}
              style={cellStyle(place)}
            >
              {index === 0
                ? isError
                  ? t('totals.failed')
                  : line
                    ? t('count', { count: Number(line.count), shown: number(Number(line.count)) })
                    : '…'
                : sum === undefined || sum === null
                  ? ''
                  : fieldType(column.field.type).text(sum, column.field, language)}
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}
