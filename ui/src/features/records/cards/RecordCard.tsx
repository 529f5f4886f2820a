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
  const phone = columns.find(({ field, key }) => field.type === 'phone' && valueOf(record, key));
  const href = phone && callHref(valueOf(record, phone.key));
  const filled = columns.filter(
    ({ key, field, isTitle }) =>
      !isTitle &&
      field.type !== 'phone' &&
      fieldType(field.type).text(valueOf(record, key), field, language) !== '',
  );
  const tag = filled.find(
    ({ field }) => field.type === 'select' && field.options?.some((option) => option.color),
  );
  const facts = filled
    .filter((column) => column !== tag)
    .slice(0, 2)
    .map(({ key, field }) => fieldType(field.type).text(valueOf(record, key), field, language));
  const Tag = tag && fieldType(tag.field.type).Cell;

  return (
    <div className={styles.card}>
      <button type="button" className={styles.open} onClick={() => onOpen(record)}>
        <span className={styles.title}>{record.title || t('untitled')}</span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
        {tag && Tag ? (
          <span className={styles.tag}>
            <Tag value={valueOf(record, tag.key)} field={tag.field} language={language} />
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
