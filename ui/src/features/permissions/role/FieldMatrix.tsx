import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import { fieldRights, type FieldRight } from '@/api/roles';
import type { FieldDefinition } from '@/api/types';
import { dataFields } from '@/lib/dataFields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from '../permissions.module.css';
import { all, effectiveRight, otherFields, withField } from './draft';

interface Props {
  form: string;
  fields: Record<string, FieldRight>;
  onChange: (fields: Record<string, FieldRight>) => void;
}

/** How much is shown of each field, and whether it may be changed; closed while no field is limited. */
export function FieldMatrix({ form, fields, onChange }: Props) {
  const { t } = useTranslation('permissions');
  const limited = Object.keys(fields).length > 0;
  const [open, setOpen] = useState(limited);
  if (!open && !limited)
    return (
      <p className={styles.closed}>
        {t('fields.everything')}{' '}
        <Button size="small" onClick={() => setOpen(true)}>
          {t('fields.limit')}
        </Button>
      </p>
    );
  return form === all ? (
    <Matrix fields={fields} lines={[]} onChange={onChange} />
  ) : (
    <MatrixOfForm form={form} fields={fields} onChange={onChange} />
  );
}

function MatrixOfForm({ form, fields, onChange }: Props) {
  const { data } = useForm(form);
  const lines = (data?.definition ? dataFields(data.definition) : []).flatMap((field): FieldLine[] => [
    { field },
    ...(field.type === 'table'
      ? (field.fields ?? []).map((column) => ({ field: column, table: field }))
      : []),
  ]);
  return <Matrix fields={fields} lines={lines} onChange={onChange} />;
}

interface FieldLine {
  field: FieldDefinition;
  table?: FieldDefinition;
}

function Matrix({ fields, lines, onChange }: Omit<Props, 'form'> & { lines: FieldLine[] }) {
  const { t } = useTranslation(['permissions', 'access']);
  const { text } = useLanguage();
  const others = otherFields(fields);
  return (
    <div className={styles.fields} role="group" aria-label={t('grants.fields')}>
      <div className={styles.fieldHead} aria-hidden>
        <span />
        <span>{t('fields.same')}</span>
        {fieldRights.map((right) => (
          <span key={right}>{t(`access:right.${right}`)}</span>
        ))}
      </div>
      <FieldRow
        name={lines.length > 0 ? t('fields.others') : t('fields.all')}
        strong
        value={others}
        onChange={(right) => onChange(withField(fields, all, right))}
      />
      {lines.map(({ field, table }) => {
        const key = table ? `${table.key}.${field.key}` : field.key;
        const effective = effectiveRight(fields, field, table);
        const sensitive = field.sensitive !== undefined && field.sensitive !== 'none';
        return (
          <FieldRow
            key={key}
            name={text(field.label, field.key)}
            inside={table ? text(table.label, table.key) : undefined}
            note={sensitive && !fields[key] && effective === 'masked' ? t('fields.sensitive') : undefined}
            value={fields[key]}
            same={t('fields.sameNow', { right: t(`access:right.${effective}`) })}
            onChange={(right) => onChange(withField(fields, key, right))}
          />
        );
      })}
    </div>
  );
}

interface RowProps {
  name: string;
  /** The sub-table whose column it is. */
  inside?: string | undefined;
  note?: string | undefined;
  strong?: boolean;
  /** Its own right; none: as all other fields. */
  value: FieldRight | undefined;
  /** What "as the others" means here; without it there is no such choice. */
  same?: string;
  onChange: (right: FieldRight | undefined) => void;
}

function FieldRow({ name, inside, note, strong, value, same, onChange }: RowProps) {
  const { t } = useTranslation(['permissions', 'access']);
  const group = useId();
  const label = inside ? `${inside} · ${name}` : name;
  const choice = (right: FieldRight | undefined, words: string) => (
    <label className={styles.choice} title={words}>
      <input
        type="radio"
        name={group}
        aria-label={`${label}: ${words}`}
        checked={value === right}
        onChange={() => onChange(right)}
      />
    </label>
  );
  return (
    <div className={styles.fieldRow} role="radiogroup" aria-label={label} data-inside={Boolean(inside)}>
      <span className={styles.fieldName}>
        {strong ? <b>{name}</b> : name}
        {note ? <small className={styles.soft}>{note}</small> : null}
      </span>
      {same ? choice(undefined, same) : <span />}
      {fieldRights.map((right) => (
        <span key={right} className={styles.slot}>
          {choice(right, t(`access:right.${right}`))}
        </span>
      ))}
    </div>
  );
}
