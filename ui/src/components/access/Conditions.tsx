import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { dataFields } from '@/lib/dataFields';
import { FilterBuilder } from '../filters/FilterBuilder';
import { emptyGroup, type Group } from '../filters/filterModel';
import { systemFields } from '../filters/systemFields';
import { useTargets } from '../filters/useTargets';
import styles from './access.module.css';

interface Props {
  form: string;
  conditions: Group;
  onChange: (conditions: Group) => void;
}

/** Conditions on the records of a form; who looks is "me". */
export function Conditions({ form, conditions, onChange }: Props) {
  const { t } = useTranslation(['access', 'filters']);
  const { t: words } = useTranslation('filters');
  const { text } = useLanguage();
  const definition = useForm(form).data?.definition;
  const fields = useMemo(
    () => (definition ? [...dataFields(definition), ...systemFields(words)] : []),
    [definition, words],
  );
  const targets = useTargets(fields);
  return (
    <div className={styles.conditions}>
      {conditions.items.length === 0
        ? fields
            .filter((field) => field.type === 'reference')
            .map((field) => (
              <Button key={field.key} size="small" onClick={() => onChange(ownThrough(field.key))}>
                {t('rows.ownThrough', { field: text(field.label, field.key) })}
              </Button>
            ))
        : null}
      <FilterBuilder root={conditions} targets={targets} onChange={onChange} />
      {asksForMe(conditions) ? <p className={styles.hint}>{t('rows.me')}</p> : null}
    </div>
  );
}

/** "The contacts of my customers": the records whose reference leads to one's own. */
const ownThrough = (reference: string): Group => ({
  ...emptyGroup(),
  items: [{ kind: 'rule', path: [reference, 'owner'], operator: 'in', value: ['$me'] }],
});

const asksForMe = (conditions: Group) =>
  JSON.stringify(conditions).includes('"$my') || JSON.stringify(conditions).includes('"$me"');
