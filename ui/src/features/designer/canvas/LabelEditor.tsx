import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { setLabel } from '../actions/setLabel';
import { useDesigner } from '../designerContext';
import type { DraftField } from '../model/uids';
import styles from './canvas.module.css';

/** The label where it is seen, in the language shown. */
export function LabelEditor({ field, onClose }: { field: DraftField; onClose: () => void }) {
  const { t } = useTranslation('designer');
  const { language } = useLanguage();
  const { run } = useDesigner();
  return (
    <Input
      autoFocus
      size="small"
      className={styles.naming ?? ''}
      aria-label={t('label')}
      value={field.label[language] ?? ''}
      onFocus={(event) => event.target.select()}
      onChange={(event) =>
        run(setLabel, { field: field.$id, label: { ...field.label, [language]: event.target.value } })
      }
      onBlur={onClose}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter' || event.key === 'Escape') onClose();
      }}
    />
  );
}
