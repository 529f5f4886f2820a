import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { emptyGroup, type Group } from '../filters/filterModel';
import styles from './access.module.css';

interface Props {
  fields: FieldDefinition[];
  conditions: Group;
  onChange: (conditions: Group) => void;
}

/** What is asked for most, in one click: "the contacts of one's own customers". */
export function OwnThrough({ fields, conditions, onChange }: Props) {
  const { t } = useTranslation('access');
  const { text } = useLanguage();
  if (conditions.items.length > 0) return null;
  return (
    <div className={styles.names}>
      {fields
        .filter((field) => field.type === 'reference')
        .map((field) => (
          <Button key={field.key} size="small" onClick={() => onChange(own(field.key))}>
            {t('rows.ownThrough', { field: text(field.label, field.key) })}
          </Button>
        ))}
    </div>
  );
}

/** Whose "me" it is, where the conditions ask for it. */
export function WhoIsMe({ conditions }: { conditions: Group }) {
  const { t } = useTranslation('access');
  return /"\$m[ey]/.test(JSON.stringify(conditions)) ? <p className={styles.hint}>{t('rows.me')}</p> : null;
}

/** The records whose reference leads to one's own. */
const own = (reference: string): Group => ({
  ...emptyGroup(),
  items: [{ kind: 'rule', path: [reference, 'owner'], operator: 'in', value: ['$me'] }],
});
