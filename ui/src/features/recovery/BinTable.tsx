import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useForms } from '@/api/forms';
import { RelativeTime } from '@/components/RelativeTime';
import table from '@/components/table.module.css';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import type { BinItem } from './api/recycleBin';
import styles from './recovery.module.css';

interface Props {
  items: BinItem[];
  chosen: ReadonlyMap<string, BinItem>;
  onChoose: (chosen: ReadonlyMap<string, BinItem>) => void;
}

/** What was deleted, by whom and when. Shift chooses a stretch. */
export function BinTable({ items, chosen, onChoose }: Props) {
  const { t } = useTranslation('recovery');
  const { text } = useLanguage();
  const forms = useForms();
  const isPhone = useIsPhone();
  const anchor = useRef(0);
  const all = items.every((item) => chosen.has(item.id));

  const chooseAll = () => onChoose(all ? new Map() : new Map(items.map((item) => [item.id, item])));
  const toggle = (index: number, range: boolean) => {
    const [from, to] = range
      ? [Math.min(anchor.current, index), Math.max(anchor.current, index)]
      : [index, index];
    const on = range || !chosen.has(items[index]?.id ?? '');
    anchor.current = index;
    const next = new Map(chosen);
    for (const item of items.slice(from, to + 1)) {
      if (on) next.set(item.id, item);
      else next.delete(item.id);
    }
    onChoose(next);
  };

  return (
    <div className={table.wrap}>
      {isPhone ? (
        // Cards have no head to hold it.
        <label className={styles.all}>
          <input type="checkbox" checked={all} onChange={chooseAll} /> {t('bin.selectAll')}
        </label>
      ) : null}
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.check}>
              <input type="checkbox" aria-label={t('bin.selectAll')} checked={all} onChange={chooseAll} />
            </th>
            <th scope="col">{t('bin.record')}</th>
            <th scope="col">{t('filter.form')}</th>
            <th scope="col">{t('bin.by')}</th>
            <th scope="col">{t('bin.at')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={item.id} className={chosen.has(item.id) ? styles.on : undefined}>
              <td className={styles.check}>
                <input
                  type="checkbox"
                  aria-label={t('bin.select', { title: item.title })}
                  checked={chosen.has(item.id)}
                  onChange={() => undefined}
                  onClick={(event) => toggle(index, event.shiftKey)}
                />
              </td>
              <td>
                <Link className={table.name} to={`/forms/${item.form}/records/${item.id}`}>
                  {item.title || t('untitled')}
                </Link>
              </td>
              <td className={table.soft}>
                {text(item.formTitle ?? forms.data?.find((form) => form.key === item.form)?.title, item.form)}
              </td>
              <td className={table.soft}>{item.deletedBy?.title ?? t('system')}</td>
              <td className={table.muted}>
                <RelativeTime at={item.deletedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
