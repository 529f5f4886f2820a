import { memo } from 'react';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { DraftField } from '../model/uids';
import styles from './canvas.module.css';

/** The field's own input, to be looked at only. */
export const Sample = memo(function Sample({ field }: { field: DraftField }) {
  const { text } = useLanguage();
  const type = fieldType(field.type);
  if (field.type === 'section') return <div className={styles.section} />;
  if (field.type === 'tabs') return <div className={styles.tabs}>{text(field.label, field.key)}</div>;
  if (field.type === 'divider') return <hr className={styles.divider} />;
  if (field.type === 'note') return <p className={styles.note}>{text(field.text as never)}</p>;
  return (
    <div inert className={styles.sample}>
      <type.Input value={field.default ?? null} field={field} onChange={() => undefined} />
    </div>
  );
});
