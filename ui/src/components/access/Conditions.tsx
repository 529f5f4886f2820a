import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import { dataFields } from '@/lib/dataFields';
import { FilterBuilder } from '../filters/FilterBuilder';
import type { Group } from '../filters/filterModel';
import { systemFields } from '../filters/systemFields';
import { useTargets } from '../filters/useTargets';
import styles from './access.module.css';
import { OwnThrough, WhoIsMe } from './OwnThrough';

interface Props {
  form: string;
  conditions: Group;
  onChange: (conditions: Group) => void;
}

/** Conditions on the records of a form; who looks is "me". */
export function Conditions({ form, conditions, onChange }: Props) {
  const { t } = useTranslation('filters');
  const definition = useForm(form).data?.definition;
  const fields = useMemo(
    () => (definition ? [...dataFields(definition), ...systemFields(t)] : []),
    [definition, t],
  );
  const targets = useTargets(fields);
  return (
    <div className={styles.conditions}>
      <OwnThrough fields={fields} conditions={conditions} onChange={onChange} />
      <FilterBuilder root={conditions} targets={targets} onChange={onChange} />
      <WhoIsMe conditions={conditions} />
    </div>
  );
}
