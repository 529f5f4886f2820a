import { PhoneOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { RecordItem } from '@/api/types';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { valueOf, type Column } from '../columns';
import { callHref } from '../record/callHref';
import styles from './cards.module.css';

interface Props {
  record: RecordItem;
  columns: Column[];
  onOpen: (record: RecordItem) => void;
}

export function RecordCard({ record, columns, onOpen }: Props) {
  const { t } = useTranslation('records');
  const { language } = useLanguage();
  const phone = columns.find(({ shown, key }) => shown.type === 'phone' && valueOf(record, key));
  const href = phone && callHref(valueOf(record, phone.key));
  const filled = columns.filter(
    ({ key, shown, isTitle }) =>
      !isTitle &&
      shown.type !== 'phone' &&
      fieldType(shown.type).text(valueOf(record, key), shown, language) !== '',
  );
  const tag = filled.find(
    ({ shown }) => shown.type === 'select' && shown.options?.some((option) => option.color),
  );
  const facts = filled
    .filter((column) => column !== tag)
    .slice(0, 2)
    .map(({ key, shown }) => fieldType(shown.type).text(valueOf(record, key), shown, language));
  const Tag = tag && fieldType(tag.shown.type).Cell;

  return (
    <div className={styles.card}>
      <button type="button" className={styles.open} onClick={() => onOpen(record)}>
        <span className={styles.title}>{record.title || t('untitled')}</span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
        {tag && Tag ? (
          <span className={styles.tag}>
            <Tag value={valueOf(record, tag.key)} field={tag.shown} language={language} />
          </span>
        ) : null}
      </button>
      {href ? (
        <a className={styles.call} href={href} aria-label={t('record.callName', { name: record.title })}>
          <PhoneOutlined aria-hidden />
        </a>
      ) : null}
    </div>
  );
}
