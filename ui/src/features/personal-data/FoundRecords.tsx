import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { RelativeTime } from '@/components/RelativeTime';
import table from '@/components/table.module.css';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { FoundRecord } from './api/subject';

interface Props {
  items: FoundRecord[];
  chosen: ReadonlySet<string>;
  onChoose: (next: ReadonlySet<string>) => void;
}

/** The records that were found, to choose from. */
export function FoundRecords({ items, chosen, onChoose }: Props) {
  const { t } = useTranslation('personal-data');
  const { text } = useLanguage();
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                aria-label={t('find.all')}
                checked={chosen.size === items.length}
                indeterminate={chosen.size > 0 && chosen.size < items.length}
                onChange={({ target }) => onChoose(new Set(target.checked ? items.map(({ id }) => id) : []))}
              />
            </th>
            <th scope="col">{t('column.record')}</th>
            <th scope="col">{t('column.form')}</th>
            <th scope="col">{t('column.how')}</th>
            <th scope="col">{t('column.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <Checkbox
                  aria-label={t('find.choose', { title: item.title || item.id })}
                  checked={chosen.has(item.id)}
                  onChange={({ target }) => choose(item.id, target.checked)}
                />
              </td>
              <td className={table.name}>
                {item.deleted ? (
                  <>
                    {item.title || t('untitled')} <span className={table.muted}>{t('inBin')}</span>
                  </>
                ) : (
                  <Link to={`/forms/${item.form}/records/${item.id}`}>{item.title || t('untitled')}</Link>
                )}
              </td>
              <td className={table.soft}>{text(item.formTitle ?? undefined, item.form)}</td>
              <td className={table.muted}>{t(`by.${item.by}`)}</td>
              <td className={`${table.muted} ${table.nowrap}`}>
                <RelativeTime at={item.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
