import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Data, FormDefinition, RecordItem } from '@/api/types';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { diffLines } from '@/components/differences/diffLines';
import { DiffTable } from '@/components/differences/DiffTable';
import styles from './record.module.css';

interface Props {
  definition: FormDefinition;
  stale: RecordItem;
  /** Only what I changed; the other's changes stay in any case. */
  mine: Data;
  onMine: () => Promise<void>;
  onTheirs: () => void;
}

/** Somebody was faster: theirs and mine beside each other, nothing lost. */
export function StaleNote({ definition, stale, mine, onMine, onTheirs }: Props) {
  const { t } = useTranslation('records');
  const { language } = useLanguage();
  const changes = Object.entries(mine).map(([field, after]) => ({ field, before: stale.data[field], after }));
  const lines = diffLines(changes, definition, language, (value, field) =>
    fieldType(field.type).text(value, field, language),
  );
  return (
    <div className={styles.stale} role="alert">
      <b>{t('edit.stale', { name: stale.updatedBy?.title ?? t('edit.someone') })}</b>
      <p>{t('edit.staleHint')}</p>
      <DiffTable lines={lines} />
      <div className={styles.actions}>
        <Button size="small" type="primary" onClick={() => void onMine()}>
          {t('edit.mine')}
        </Button>
        <Button size="small" onClick={onTheirs}>
          {t('edit.theirs')}
        </Button>
      </div>
    </div>
  );
}
