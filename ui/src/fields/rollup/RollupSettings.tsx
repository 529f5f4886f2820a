import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formQuery, useForms } from '@/api/forms';
import { SettingRow } from '@/components/settings/SettingRow';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { SettingsProps } from '../defineField';
import { FieldSelect } from '../FieldSelect';
import { FilterSetting } from '../FilterSetting';
import { ChoiceSetting } from '../settings';

export interface RollupOptions {
  source?: string | undefined;
  reference?: string | undefined;
  table?: string | undefined;
  field?: string | undefined;
  /** Which of them are taken. */
  filter?: unknown;
  function?: 'count' | 'sum' | 'avg' | 'min' | 'max';
}

const none = { reference: undefined, field: undefined, filter: undefined };

/** Over which rows or records, what of them, and how. */
export function RollupSettings(props: SettingsProps<RollupOptions>) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const id = useId();
  const { field, form, onChange } = props;
  const { data: forms = [] } = useForms();
  const { data: source } = useQuery({ ...formQuery(field.source ?? ''), enabled: Boolean(field.source) });
  const tables = form.fields.filter((each) => each.type === 'table');
  const there = field.table
    ? (tables.find((each) => each.key === field.table)?.fields ?? [])
    : (source?.definition?.fields ?? []);

  return (
    <>
      <SettingRow label={t('setting.over')} htmlFor={id} stacked>
        <Select
          id={id}
          value={field.table ? `table ${field.table}` : field.source ? `form ${field.source}` : null}
          options={[
            {
              label: t('rollup.tables'),
              options: tables.map((each) => ({
                value: `table ${each.key}`,
                label: text(each.label, each.key),
              })),
            },
            {
              label: t('rollup.forms'),
              options: forms.map((each) => ({
                value: `form ${each.key}`,
                label: text(each.title, each.key),
              })),
            },
          ]}
          onChange={(chosen) => {
            const [kind, key] = chosen.split(' ') as [string, string];
            onChange(
              kind === 'table'
                ? { table: key, ...none, source: undefined }
                : { source: key, ...none, table: undefined },
            );
          }}
        />
      </SettingRow>
      {field.source ? (
        <FieldSelect
          name="rollupReference"
          value={field.reference}
          fields={there.filter((each) => each.target === form.key)}
          onChange={(reference) => onChange({ reference })}
        />
      ) : null}
      {field.table || field.source ? (
        <FilterSetting
          name="rollupFilter"
          of={field.table ? there : (field.source ?? '')}
          filter={field.filter}
          onChange={(filter) => onChange({ filter })}
        />
      ) : null}
      <ChoiceSetting name="function" choices={['count', 'sum', 'avg', 'min', 'max']} {...props} />
      {field.function && field.function !== 'count' ? (
        <FieldSelect
          name="rollupField"
          value={field.field}
          fields={there.filter((each) =>
            ['number', 'currency', 'percent', 'rating', 'date', 'dateTime', 'formula'].includes(each.type),
          )}
          onChange={(next) => onChange({ field: next })}
        />
      ) : null}
    </>
  );
}
