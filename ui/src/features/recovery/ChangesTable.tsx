import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useForms } from '@/api/forms';
import type { ChangeSet } from '@/api/types';
import { RelativeTime } from '@/components/RelativeTime';
import table from '@/components/table.module.css';
import { Tag } from '@/components/Tag';
import { UndoDialog } from '@/components/differences/UndoDialog';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { useNumbers } from '@/lib/useNumbers';
import styles from './recovery.module.css';

interface Props {
  items: ChangeSet[];
  /** The one shown beside the list. */
  open: string | undefined;
  to: (id?: string) => string;
}

/** Each change set in one line; its name opens what it did. */
export function ChangesTable({ items, open, to }: Props) {
  const { t } = useTranslation('recovery');
  const { text } = useLanguage();
  const forms = useForms();
  const number = useNumbers();
  // A phone shows no heads of columns: the number says what it counts.
  const isPhone = useIsPhone();
  const [undoing, setUndoing] = useState<string>();
  const titleOf = (key: string) => text(forms.data?.find((form) => form.key === key)?.title, key);

  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('changes.what')}</th>
            {open ? null : <th scope="col">{t('filter.form')}</th>}
            <th scope="col">{t('filter.person')}</th>
            {open ? null : <th scope="col">{t('changes.via')}</th>}
            <th scope="col">{t('changes.when')}</th>
            <th scope="col" className={table.end}>
              {t('changes.records')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('changes.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} className={open === item.id ? styles.on : undefined}>
              <td className={table.name}>
                <Link to={to(item.id)} aria-current={open === item.id ? 'true' : undefined}>
                  {text(item.summary, t('untitled'))}
                </Link>
              </td>
              {open ? null : <td className={table.soft}>{item.forms?.map(titleOf).join(t('comma'))}</td>}
              <td className={table.soft}>{item.actor?.title ?? t('system')}</td>
              {open ? null : <td className={table.soft}>{t(`via.${item.via}`)}</td>}
              <td className={`${table.muted} ${table.nowrap}`}>
                <RelativeTime at={item.at} />
              </td>
              <td className={table.end}>
                {item.records === undefined
                  ? ''
                  : t(isPhone ? 'changes.touched' : 'changes.count', {
                      count: item.records,
                      shown: number(item.records),
                    })}
              </td>
              <td className={table.end}>
                {item.undoneBy ? (
                  <Tag>{t('changes.undone')}</Tag>
                ) : (
                  <Button size="small" onClick={() => setUndoing(item.id)}>
                    {t('changes.undo')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {undoing ? <UndoDialog changeSet={undoing} onClose={() => setUndoing(undefined)} /> : null}
    </div>
  );
}
