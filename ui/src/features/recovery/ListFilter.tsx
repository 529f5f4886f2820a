import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { Directory } from '@/api/directory';
import { useForms } from '@/api/forms';
import type { Via } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './recovery.module.css';
import type { useFilterParams } from './useFilterParams';

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
  const { text } = useLanguage();
  const forms = useForms();
  const people = useQuery({
    queryKey: ['directory', ''],
    queryFn: () => api.get<Directory>('/directory'),
    staleTime: 60_000,
  });
  const { get, set } = params;
  const from = get('from');
  const to = get('to');

  return (
    <div className={styles.filter}>
      {of === 'bin' ? <Words value={get('q') ?? ''} onChange={(q) => set({ q })} /> : null}
      <Select
        allowClear
        className={`${styles.pick}`}
        aria-label={t('filter.form')}
        placeholder={t('filter.form')}
        showSearch={{ optionFilterProp: 'label' }}
        value={get('form') ?? null}
        options={(forms.data ?? []).map((form) => ({ value: form.key, label: text(form.title, form.key) }))}
        onChange={(form: string | null) => set({ form: form ?? undefined })}
      />
      <Select
        allowClear
        className={`${styles.pick}`}
        aria-label={t('filter.person')}
        placeholder={t('filter.person')}
        showSearch={{ optionFilterProp: 'label' }}
        value={get('by') ?? null}
        options={(people.data?.users ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(by: string | null) => set({ by: by ?? undefined })}
      />
      {of === 'changes' ? (
        <Select
          allowClear
          className={`${styles.pick}`}
          aria-label={t('changes.via')}
          placeholder={t('changes.via')}
          value={get('via') ?? null}
          options={vias.map((via) => ({ value: via, label: t(`via.${via}`) }))}
          onChange={(via: string | null) => set({ via: via ?? undefined })}
        />
      ) : null}
      <DatePicker.RangePicker
        aria-label={t('filter.time')}
        placeholder={[t('filter.from'), t('filter.to')]}
        allowEmpty
        value={[from ? dayjs(from) : null, to ? dayjs(to).subtract(1, 'day') : null]}
        onChange={(range) =>
          set({
            from: range?.[0]?.startOf('day').toISOString(),
            to: range?.[1]?.add(1, 'day').startOf('day').toISOString(),
          })
        }
      />
    </div>
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
