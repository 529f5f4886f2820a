import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formQuery } from '@/api/forms';
import type { FieldDefinition, Filter } from '@/api/types';
import { FilterBar } from '@/components/filters/FilterBar';
import { SettingRow } from '@/components/settings/SettingRow';
import { dataFields } from '@/lib/dataFields';
import styles from './fields.module.css';

interface Props {
  /** The words under `setting.` */
  name: string;
  /** The form whose records are chosen from, or the fields themselves where they are columns of a sub-table. */
  of: string | readonly FieldDefinition[];
  filter: unknown;
  onChange: (filter: Filter | undefined) => void;
}

/** Which records or rows are meant, with the builder that lists of records use. */
export function FilterSetting({ name, of, filter, onChange }: Props) {
  const { t } = useTranslation('fields');
  const form = typeof of === 'string' ? of : '';
  const { data } = useQuery({ ...formQuery(form), enabled: form !== '' });
  const fields = typeof of === 'string' ? data?.definition && dataFields(data.definition) : of;
  if (!fields || fields.length === 0) return null;
  return (
    <SettingRow label={t(`setting.${name}`)} stacked>
      <div className={styles.filter} role="group" aria-label={t(`setting.${name}`)}>
        <FilterBar
          fields={[...fields]}
          filter={(filter as Filter | null | undefined) ?? null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      </div>
    </SettingRow>
  );
}
