import { SearchOutlined } from '@ant-design/icons';
import { Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Via } from '@/api/types';
import { FilterLine, FormPick, PeriodPick, PersonPick, pickWidth } from '@/components/list-filter/picks';
import styles from './recovery.module.css';
import type { useFilterParams } from '@/lib/useFilterParams';

const vias: Via[] = ['ui', 'api', 'graphql', 'import', 'workflow', 'job', 'restore'];

/** Which form, who and when; which words in the recycle bin, which way among the changes. */
export function ListFilter({
  params,
  of,
}: {
  params: ReturnType<typeof useFilterParams>;
  of: 'bin' | 'changes';
}) {
  const { t } = useTranslation('recovery');
  const { get, set } = params;

  return (
    <FilterLine>
      {of === 'bin' ? <Words value={get('q') ?? ''} onChange={(q) => set({ q })} /> : null}
      <FormPick label={t('filter.form')} value={get('form')} onChange={(form) => set({ form })} />
      <PersonPick label={t('filter.person')} value={get('by')} onChange={(by) => set({ by })} />
      {of === 'changes' ? (
        <Select
          allowClear
          className={pickWidth}
          aria-label={t('changes.via')}
          placeholder={t('changes.via')}
          value={get('via') ?? null}
          options={vias.map((via) => ({ value: via, label: t(`via.${via}`) }))}
          onChange={(via: string | null) => set({ via: via ?? undefined })}
        />
      ) : null}
      <PeriodPick
        label={t('filter.time')}
        ends={[t('filter.from'), t('filter.to')]}
        value={{ from: get('from'), to: get('to') }}
        onChange={({ from, to }) => set({ from, to })}
      />
    </FilterLine>
  );
}

function Words({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('recovery');
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), 250);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input
      allowClear
      className={`${styles.words}`}
      prefix={<SearchOutlined aria-hidden />}
      aria-label={t('filter.words')}
      placeholder={t('filter.words')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
